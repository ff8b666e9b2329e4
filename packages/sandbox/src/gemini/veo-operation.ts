import type { Job } from '../job'

/** The name of a job's operation, below `/v1beta/`. */
export const operationName = (job: Job): string => `models/${job.request.model}/operations/${shortId(job)}`

/** The id of a job in the names of its operation and its file. */
export const shortId = ({ id }: Job): string => id.replace(/^video_/, '').slice(0, 12)

/**
 * A job as a `google.longrunning.Operation`. While it runs there is only the name: ProtoJSON leaves `done: false` out. There is
 * no progress. The shapes are those that `@google/genai` 2.32 and `@ai-sdk/google` 4.0.121 parse.
 * @param uri of the file, which is served with the key only
 */
export function operationOf(job: Job, uri: string): unknown {
  const name = operationName(job)
  const { state } = job
  if (state.status === 'completed') return succeeded(name, { generatedSamples: [{ video: { uri } }] })
  if (state.status !== 'failed') return { name }
  const { code, message } = state.failure
  // A filtered video is a success without samples: https://github.com/googleapis/js-genai/issues/1272 (January 2026).
  if (code === 'moderation_blocked') {
    return succeeded(name, { raiMediaFilteredCount: 1, raiMediaFilteredReasons: [filteredReason] })
  }
  // The code is one of google.rpc.Code: INTERNAL.
  return { name, done: true, error: { code: 13, message } }
}

const filteredReason =
  'The video could not be created, because its prompt was blocked by moderation. You have not been charged for this attempt.'

const succeeded = (name: string, generateVideoResponse: object) => ({
  name,
  done: true,
  response: {
    '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
    generateVideoResponse,
  },
})
