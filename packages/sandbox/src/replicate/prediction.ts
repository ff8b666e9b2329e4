import type { Job } from '../job'

/** What a prediction shows of a job. */
export interface PredictionView {
  job: Job
  /** Below which its URLs are. */
  base: string
  model: string
  version: string
  input: unknown
  /** URL of the file on the media server. */
  link: string
  /** Percent. */
  progress: number
  /** It was cancelled before it ran. */
  isAborted: boolean
}

/** The id of a job as Replicate writes it: 26 letters and digits. */
export const predictionIdOf = ({ id }: Job): string => id.replace('video_', 'r').slice(0, 26)

/**
 * Why a prediction failed. The code in brackets is one of https://replicate.com/docs/reference/error-codes, read in November
 * 2026.
 */
function errorOf({ state }: Job): string | null {
  if (state.status !== 'failed' || state.failure.code === 'cancelled') return null
  if (state.failure.code !== 'moderation_blocked') return state.failure.message
  return 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)'
}

/**
 * The status of a prediction: `aborted` if it was cancelled before it ran, `canceled` afterwards
 * (https://replicate.com/changelog/2025-10-16-prediction-deadlines).
 */
function statusOf({ job: { state }, isAborted }: PredictionView): string {
  if (state.status === 'queued') return 'starting'
  if (state.status === 'in_progress') return 'processing'
  if (state.status === 'completed') return 'succeeded'
  if (state.failure.code !== 'cancelled') return 'failed'
  return isAborted ? 'aborted' : 'canceled'
}

/** A prediction, with the fields of the types in `replicate` 1.4. Some models have a list of files as their output. */
export function predictionOf(view: PredictionView) {
  const { job, base, model, version, input, link, progress } = view
  const { state } = job
  const id = predictionIdOf(job)
  const url = `${base}/predictions/${id}`
  const iso = (at: number) => new Date(at * 1_000).toISOString()
  const hasEnded = state.status === 'completed' || state.status === 'failed'
  // Replicate deletes the files of predictions by the API after an hour.
  const isRemoved = state.status === 'completed' && state.files === undefined
  const isListed = model.endsWith('-list')
  const output = state.status !== 'completed' || isRemoved ? null : isListed ? [link] : link
  return {
    id,
    model,
    version,
    input: isRemoved ? {} : input,
    logs: state.status === 'queued' ? '' : `Rendering: ${progress}%\n`,
    output,
    data_removed: isRemoved,
    error: errorOf(job),
    status: statusOf(view),
    source: 'api',
    created_at: iso(job.createdAt),
    started_at: state.status === 'in_progress' ? iso(state.startedAt) : null,
    completed_at: hasEnded ? iso(state.at) : null,
    metrics: hasEnded ? { predict_time: state.at - job.createdAt, total_time: state.at - job.createdAt } : {},
    urls: { get: url, cancel: `${url}/cancel`, web: `https://replicate.com/p/${id}` },
  }
}
