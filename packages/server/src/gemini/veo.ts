import { VideoError } from '@dailies/core'
import { fieldsOf, textOf } from '@dailies/core/internal'
import type { CreateVideo } from '@dailies/core'
import { base64OfFile, typeOfFile } from '../net/encode-file'
import type { GeminiApi, GeminiState } from './gemini-api'

/** Codes of google.rpc.Code that are about the server: DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE. */
const serverCodes = new Set<unknown>([4, 8, 13, 14])

const imageOf = async (file: Blob) => ({
  bytesBase64Encoded: await base64OfFile(file),
  mimeType: await typeOfFile(file),
})

/** Writes a create as `predictLongRunning` takes it, with the fields that `@google/genai` 2.32 sends. */
async function toBody(request: CreateVideo): Promise<object> {
  const { prompt, input_reference: first, last_frame: last, input_references: references = [] } = request
  const instance = {
    prompt,
    ...(first && { image: await imageOf(first) }),
    ...(last && { lastFrame: await imageOf(last) }),
    ...(references.length > 0 && {
      referenceImages: await Promise.all(
        references.map(async (file) => ({ image: await imageOf(file), referenceType: 'asset' })),
      ),
    }),
  }
  const parameters = {
    ...request.parameters,
    aspectRatio: request.aspect_ratio,
    // Veo 2 has one tier and rejects the field.
    resolution: request.model?.startsWith('veo-2') ? undefined : request.resolution,
    durationSeconds: request.seconds === undefined ? undefined : Number(request.seconds),
    negativePrompt: request.negative_prompt,
    seed: request.seed,
  }
  return { instances: [instance], parameters }
}

/** Reads a `google.longrunning.Operation`. While it runs there is only its name. */
function readOperation(body: unknown): GeminiState {
  const { done, error, response } = fieldsOf(body)
  if (done !== true) return { kind: 'running', status: 'in_progress' }
  if (error !== undefined) {
    const { code, message } = fieldsOf(error)
    const text = textOf(message)
    return {
      kind: 'failed',
      reason: { ...(text !== undefined && { message: text }) },
      mayBeTransient: serverCodes.has(code),
      isFree: false,
    }
  }
  const { generatedSamples: samples, raiMediaFilteredReasons: reasons } = fieldsOf(
    fieldsOf(response)['generateVideoResponse'],
  )
  const [sample] = Array.isArray(samples) ? (samples as unknown[]) : []
  const uri = textOf(fieldsOf(fieldsOf(sample)['video'])['uri'])
  if (uri !== undefined) return { kind: 'completed', url: uri }
  // A filtered video is a success without samples, with the reasons as sentences.
  const filtered = (Array.isArray(reasons) ? (reasons as unknown[]) : []).flatMap((reason) => textOf(reason) ?? [])
  if (filtered.length === 0) {
    const reason = { message: 'The video service ended this job without a video.' }
    return { kind: 'failed', reason, mayBeTransient: true, isFree: false }
  }
  const message = filtered.join(' ')
  return {
    kind: 'failed',
    reason: { code: 'moderation_blocked', message },
    mayBeTransient: false,
    isFree: /not been charged/i.test(message),
  }
}

/** Veo, by `predictLongRunning`: no list, no cancellation and no progress. */
export const veoApi: GeminiApi = {
  async createRequest(request) {
    return {
      path: `/models/${encodeURIComponent(request.model ?? '')}:predictLongRunning`,
      body: await toBody(request),
    }
  },
  readRef(body) {
    const name = textOf(fieldsOf(body)['name'])
    if (name !== undefined && veoApi.owns(`/${name}`)) return `/${name}`
    throw new VideoError('The video service accepted the request, but its answer names no operation.', {
      code: 'upstream_failed',
    })
  },
  // The prefix is Google's, and a gateway may leave it out.
  owns: (path) => /^(?:\/[\w-][\w.-]*){0,6}\/operations\/[\w-][\w.-]*$/.test(path),
  readState: readOperation,
}
