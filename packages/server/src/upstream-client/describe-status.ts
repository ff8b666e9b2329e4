import { parseRetryAfter } from '@dailies/core/internal'
import type { VideoErrorInit } from '@dailies/core'
import type { ErrorFields } from '@dailies/core/internal'
import { readError, sanitizeMessage } from '../upstream/sanitize-error'
import type { ResponseError } from './response-error'
import { isUnknownJob } from './unknown-job'

/** The context of a call, for its error messages. */
export interface CallErrorContext {
  /** Unix milliseconds. */
  now: number
  /** Texts that must not appear in a message. */
  secrets: readonly string[]
  /** Reads the error body of this provider. @default parseErrorFields */
  parseError?: ((body: unknown) => ErrorFields) | undefined
}

/** Error codes that concern the account of the operator, whatever the status: Google sends 400 for a wrong key. */
const keyErrorCodes = new Set(['insufficient_quota', 'API_KEY_INVALID'])

const retryHint = (seconds: number | undefined) =>
  seconds === undefined ? 'Try again later.' : `Try again in ${Math.ceil(seconds)} s.`

/**
 * Maps an HTTP error status to a message and a code. The upstream's own message is passed on only if it concerns the
 * user's input.
 */
export function describeStatus(
  error: ResponseError,
  { now, secrets, parseError }: CallErrorContext,
): [string, VideoErrorInit] {
  const { status } = error
  const { code, message, param } = readError(error.body, secrets, parseError)
  const upstreamMessage = sanitizeMessage(message, secrets)
  const retryAfterMs = parseRetryAfter(error.headers, now) ?? 0
  const retryAfter = retryAfterMs > 0 ? retryAfterMs / 1_000 : undefined
  if (status < 400) {
    return [
      'The video service redirects its API to another address, and the key is not sent there. Set baseURL to that address.',
      { code: 'misconfigured' },
    ]
  }
  if (status === 401 || status === 403 || status === 402 || keyErrorCodes.has(code ?? '')) {
    return [
      `The video service rejected this server's key (${status}): it is wrong, expired, lacks a permission or has no credit. The operator must check apiKey.`,
      { code: 'upstream_rejected' },
    ]
  }
  if (status === 404 || ((status === 400 || status === 422) && isUnknownJob({ code, message })))
    return ['The video service does not know this video, or has no such route.', { code: 'not_found' }]
  if (status === 405 || status === 501) {
    return ['The video service has no such function.', { code: 'unsupported' }]
  }
  if (status === 409) {
    return [upstreamMessage ?? 'The video service is not ready for this yet.', { code: 'not_ready', retryAfter }]
  }
  if (status === 410) return ['The video service no longer has this file.', { code: 'expired' }]
  if (status === 413) {
    return ['The request is too large for the video service. Send a smaller file.', { code: 'too_large', param }]
  }
  if (status === 416) return ['The file has no such range.', { code: 'range_not_satisfiable' }]
  if (status === 429) {
    return [
      `The video service accepts no more requests at the moment. ${retryHint(retryAfter)}`,
      { code: 'rate_limited', retryAfter },
    ]
  }
  if (status === 408 || status === 504) {
    return ['The video service did not respond in time. Try again later.', { code: 'upstream_timeout', retryAfter }]
  }
  if (status === 503) {
    return [`The video service is overloaded. ${retryHint(retryAfter)}`, { code: 'overloaded', retryAfter }]
  }
  if (status >= 500) {
    return [`The video service failed (${status}). ${retryHint(retryAfter)}`, { code: 'upstream_failed', retryAfter }]
  }
  return [
    upstreamMessage ??
      `The video service rejected the request (${status}) without a reason. Change the prompt or the settings.`,
    { code: code ?? 'invalid_request', status: 400, param },
  ]
}
