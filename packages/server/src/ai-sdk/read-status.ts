import { VideoError } from '@dailies/core'
import { parseRetryAfter } from '@dailies/core/internal'
import { toVideoError } from '../upstream-client/call-error'
import type { CallErrorContext } from '../upstream-client/describe-status'
import { ResponseError } from '../upstream-client/response-error'
import type { UpstreamUpdate } from '../upstream/upstream'
import type { AiSdkModelOption } from './ai-sdk-options'
import { readFailure, statusOfText } from './read-failure'
import type { AiSdkStatus, AiSdkVideo } from './video-model'

/** What the status of a job means, and whom it must not be shown to. */
export interface StatusContext extends CallErrorContext {
  ids: readonly string[]
  cost: AiSdkModelOption['cost']
}

/**
 * Reads a result of `doStatus`. An unknown status counts as running.
 *
 * @throws VideoError if the result is about the request, and not about the job
 */
export function readStatus(result: AiSdkStatus, context: StatusContext): UpstreamUpdate {
  checkResult(result)
  const headers = new Headers(result.response?.headers)
  const pollAfterMs = parseRetryAfter(headers, context.now)
  if (result.status === 'error') return { ...failed(result.error, headers, context), pollAfterMs }
  if (result.status !== 'completed') return { update: { status: 'in_progress' }, pollAfterMs }
  if (firstVideo(result) === undefined) return failedUpdate('', context)
  return { update: { status: 'completed' }, cost: costOf(context.cost, result.providerMetadata) }
}

/** The update of a job that failed for this reason. */
export function failedUpdate(error: string, { secrets, ids }: StatusContext): UpstreamUpdate {
  const { failure, mayBeTransient } = readFailure(error, secrets, ids)
  return { update: { status: 'failed', error: failure }, mayBeTransient }
}

/** The video of a completed job; undefined if it has none. */
export const firstVideo = (result: AiSdkStatus): AiSdkVideo | undefined =>
  result.status === 'completed' ? (result.videos as AiSdkVideo[] | undefined)?.[0] : undefined

function failed(reason: unknown, headers: Headers, context: StatusContext): UpstreamUpdate {
  const error = typeof reason === 'string' ? reason : ''
  const status = statusOfText(error)
  if (status !== undefined) throw toVideoError(new ResponseError(status, headers, undefined), context)
  return failedUpdate(error, context)
}

function checkResult(result: unknown): void {
  if (typeof result === 'object' && result !== null) return
  throw new VideoError('The provider package returned no status. Try again later.', { code: 'upstream_failed' })
}

/** The cost, unless the operator's function fails: a finished video must not be lost to it. */
function costOf(cost: AiSdkModelOption['cost'], metadata: AiSdkStatus['providerMetadata']): number | undefined {
  try {
    return cost?.(metadata ?? {})
  } catch {
    return undefined
  }
}
