import { isVideoError } from '@dailies/core'
import { fieldsOf, textOf } from '@dailies/core/internal'
import type { ErrorFields } from '@dailies/core/internal'
import { ResponseError } from '../upstream-client/response-error'

/** What the result of a request says instead of a video. */
export type FalResult =
  { kind: 'running' } | { kind: 'failed'; reason: ErrorFields; mayBeTransient: boolean; isFree: boolean }

/**
 * Reads the error of a result, which is how fal reports a failed job: an error of the model is a list under `detail`, one of
 * the platform a text with an `error_type`. https://fal.ai/docs/documentation/model-apis/errors, read in November 2026.
 *
 * @param isReported the status of the request says that it ended with an error, too
 * @returns undefined if the error says nothing about the job: no connection, an overload, a wrong key, an unknown job
 */
export function readFalFailure(error: unknown, isReported: boolean): FalResult | undefined {
  const response = isVideoError(error) ? error.cause : undefined
  if (!(response instanceof ResponseError)) return undefined
  const { status, body } = response
  const { detail, error_type: errorType } = fieldsOf(body)
  if (status === 400 && detail === 'Request is still in progress') return { kind: 'running' }
  const isOfModel = Array.isArray(detail)
  const isOfPlatform = isReported && textOf(errorType) !== undefined
  if ([401, 403, 404, 408, 429].includes(status) || (!isOfModel && !isOfPlatform)) return undefined
  const { msg, type } = fieldsOf(isOfModel ? (detail as unknown[])[0] : { msg: detail, type: errorType })
  const code = type === 'client_cancelled' ? 'cancelled' : textOf(type)
  const message = textOf(msg)
  const reason = { ...(code !== undefined && { code }), ...(message !== undefined && { message }) }
  // "Server errors (HTTP 500+) are never charged": https://fal.ai/docs, FAQ, read in November 2026.
  return { kind: 'failed', reason, mayBeTransient: status >= 500, isFree: status >= 500 }
}
