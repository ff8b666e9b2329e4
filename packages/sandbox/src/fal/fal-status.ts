import type { Job } from '../job'
import type { WireError } from '../wire-error'
import { modelError, requestError } from './fal-error'

/** A job, and what fal's queue shows of it. */
export interface QueuedRequest {
  job: Job
  /** What the model has rejected; fal reports it with the result. */
  rejection: WireError | undefined
  /** The URL of its result, below which its other URLs are. */
  url: string
  /** How many requests are ahead of it. */
  position: number
  /** Percent. */
  progress: number
}

/** The links of a request. */
export const linksOf = (url: string) => ({
  response_url: url,
  status_url: `${url}/status`,
  cancel_url: `${url}/cancel`,
})

/** The id of a job as fal writes it, a UUID. */
export const requestIdOf = ({ id }: Job): string =>
  (/^video_(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(id) ?? []).slice(1).join('-')

/** Why a request ended without a video. */
export function failureOf({ job: { state, request }, rejection }: QueuedRequest): WireError | undefined {
  if (state.status !== 'failed') return undefined
  if (rejection) return rejection
  const { code, message } = state.failure
  if (code === 'cancelled') return requestError(499, 'client_cancelled', message)
  if (code !== 'moderation_blocked') return modelError(500, 'internal_server_error', message)
  const msg = 'The content could not be processed because it contained material flagged by a content checker.'
  return modelError(422, 'content_policy_violation', msg, { field: 'prompt', input: request.prompts[0] })
}

/**
 * The status of a request, with the fields of `@fal-ai/client` 1.10.1. There is no status for a failure: the request is
 * COMPLETED, and its result is the error (https://github.com/TanStack/ai/pull/396, March 2026). `error` and `error_type` are
 * read by fal's own command (https://github.com/fal-ai/fal/pull/1143, August 2026).
 */
export function statusOf(queued: QueuedRequest, wantsLogs: boolean): Record<string, unknown> {
  const { job, url, position, progress } = queued
  const { state } = job
  const links = { request_id: requestIdOf(job), ...linksOf(url) }
  const logsOf = (message: string, at: number) =>
    wantsLogs ? [{ message, level: 'INFO', source: 'USER', timestamp: new Date(at * 1_000).toISOString() }] : []
  switch (state.status) {
    case 'queued':
      return { status: 'IN_QUEUE', ...links, queue_position: position }
    case 'in_progress':
      return { status: 'IN_PROGRESS', ...links, logs: logsOf(`Rendering: ${progress}%`, state.startedAt) }
    default: {
      const failure = failureOf(queued)
      return {
        status: 'COMPLETED',
        ...links,
        logs: logsOf(failure?.message ?? 'Rendered', state.at),
        metrics: { inference_time: state.at - job.createdAt },
        ...(failure ? { error: failure.message, error_type: failure.code } : {}),
      }
    }
  }
}
