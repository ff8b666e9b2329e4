import { VideoError, isVideoError } from '@dailies/core'
import { parseRetryAfter, fieldsOf } from '@dailies/core/internal'
import type { VideoErrorInit } from '@dailies/core'
import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { readErrorBody } from './authenticated-fetch'

import { sanitizeMessage } from '../upstream/sanitize-error'
import { isUnknownJob } from './unknown-job'
import { SubmissionRejectedError } from '../upstream/upstream'

/** Error codes of Node.js and undici that occur only before a request is sent. */
const connectErrorCodes = new Set(
  `ECONNREFUSED ENOTFOUND EAI_AGAIN ENETUNREACH EHOSTUNREACH EADDRNOTAVAIL UND_ERR_CONNECT_TIMEOUT
  CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN
  UNABLE_TO_VERIFY_LEAF_SIGNATURE ERR_TLS_CERT_ALTNAME_INVALID`.split(/\s+/),
)

/** The error, its causes, and the errors inside an AggregateError. */
function* causesOf(error: unknown): Generator<object> {
  let cause = error
  for (let depth = 0; depth < 8 && typeof cause === 'object' && cause !== null; depth += 1) {
    yield cause
    if (cause instanceof AggregateError) for (const inner of cause.errors) yield* causesOf(inner)
    cause = 'cause' in cause ? cause.cause : undefined
  }
}

const codesOf = (error: unknown): string[] =>
  [...causesOf(error)].flatMap((cause) => ('code' in cause && typeof cause.code === 'string' ? [cause.code] : []))

const isConnectError = (cause: object): boolean =>
  ('code' in cause && typeof cause.code === 'string' && connectErrorCodes.has(cause.code)) ||
  // Node.js names the system call that failed. ETIMEDOUT, for example, can occur while connecting and after sending.
  ('syscall' in cause && (cause.syscall === 'connect' || cause.syscall === 'getaddrinfo'))

/**
 * Statuses after which the job may exist: a timeout, a conflict with the same request, a client that seemed to
 * disconnect.
 */
const ambiguousStatuses = new Set([408, 409, 425, 499])

/**
 * Whether a response is a 503 of the API itself, with `Retry-After` (RFC 9110 section 15.6.4) and a JSON error. A
 * gateway can send a 503 after the server accepted the request, and Varnish adds `Retry-After` even then, but with an
 * HTML body: decisions/016.
 */
const isApiUnavailable = (error: APIError): boolean =>
  error.headers?.has('retry-after') === true &&
  ['error', 'detail', 'code'].some((name) => fieldsOf(error.error)[name] !== undefined)

/** Whether the upstream certainly created no job: it rejected the request, or never received it. */
function isCertainlyRejected(error: unknown): boolean {
  const status = error instanceof APIError ? error.status : undefined
  // 303 means "see the other resource", which may be the new job. 501 means that the server lacks this function.
  if (status !== undefined) {
    const isUnavailable = status === 503 && error instanceof APIError && isApiUnavailable(error)
    return (
      (status >= 301 && status < 500 && status !== 303 && !ambiguousStatuses.has(status)) ||
      status === 501 ||
      isUnavailable
    )
  }
  if (isVideoError(error)) return error.code === 'misconfigured'
  return [...causesOf(error)].some(isConnectError)
}

const retryHint = (seconds: number | undefined) =>
  seconds === undefined ? 'Try again later.' : `Try again in ${Math.ceil(seconds)} s.`

/**
 * Maps an HTTP error status to a message and a code. The upstream's own message is passed on only if it concerns the
 * user's input.
 */
function describeStatus(error: APIError, now: number, secrets: readonly string[]): [string, VideoErrorInit] {
  const status = error.status ?? 0
  const { code, message, param } = readErrorBody(error, secrets)
  const upstreamMessage = sanitizeMessage(message, secrets)
  const retryAfterMs = parseRetryAfter(error.headers ?? new Headers(), now) ?? 0
  const retryAfter = retryAfterMs > 0 ? retryAfterMs / 1_000 : undefined
  if (status < 400) {
    return [
      'The video service redirects its API to another address, and the key is not sent there. Set baseURL to that address.',
      { code: 'misconfigured' },
    ]
  }
  if (status === 401 || status === 403 || status === 402 || code === 'insufficient_quota') {
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

/** The context of a call, for its error messages. */
export interface CallErrorContext {
  /** Unix milliseconds. */
  now: number
  /** Texts that must not appear in a message. */
  secrets: readonly string[]
}

/** Converts any error of a call into a VideoError. */
export function toVideoError(error: unknown, { now, secrets }: CallErrorContext): VideoError {
  // An error thrown inside our fetch comes back as the cause of an APIConnectionError.
  const own = [...causesOf(error)].find(isVideoError)
  if (own !== undefined) return own
  if (error instanceof APIUserAbortError || (error instanceof Error && error.name === 'AbortError')) {
    return new VideoError('The call was aborted before the video service responded.', { code: 'upstream_timeout' })
  }
  if (error instanceof APIConnectionTimeoutError || (error instanceof Error && error.name === 'TimeoutError')) {
    return new VideoError('The video service did not respond in time. Try again later.', {
      code: 'upstream_timeout',
      cause: error,
    })
  }
  if (error instanceof APIError && error.status !== undefined) {
    const [message, init] = describeStatus(error, now, secrets)
    return new VideoError(message, { ...init, cause: error })
  }
  const code = codesOf(error)[0]
  return new VideoError(
    `The video service cannot be reached${code === undefined ? '' : ` (${code})`}. If this lasts, the operator must check baseURL and the network.`,
    { code: 'upstream_failed', cause: error },
  )
}

/**
 * Like {@link toVideoError}, for a create request: a {@link SubmissionRejectedError} if certainly no job was created.
 */
export function toCreateError(error: unknown, context: CallErrorContext): VideoError {
  const failure = toVideoError(error, context)
  if (!isCertainlyRejected(error)) return failure
  const { message, code, status, param, retryAfter } = failure
  return new SubmissionRejectedError(message, { code, status, param, retryAfter, cause: error })
}
