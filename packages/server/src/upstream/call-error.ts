import { VideoError, isVideoError } from '@dailies/core'
import type { VideoErrorInit } from '@dailies/core'
import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { refusalOf } from './authenticated-fetch'
import { fieldsOf } from './read-json'
import { sayable } from './read-error'
import { SubmissionRejectedError } from './upstream'

/** Codes of Node's and undici's errors that can only come before a request was sent. */
const neverSent = new Set(
  `ECONNREFUSED ENOTFOUND EAI_AGAIN ENETUNREACH EHOSTUNREACH EADDRNOTAVAIL UND_ERR_CONNECT_TIMEOUT
  CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN
  UNABLE_TO_VERIFY_LEAF_SIGNATURE ERR_TLS_CERT_ALTNAME_INVALID`.split(/\s+/),
)

function* causes(error: unknown): Generator<object> {
  let cause = error
  for (let depth = 0; depth < 8 && typeof cause === 'object' && cause !== null; depth += 1) {
    yield cause
    if (cause instanceof AggregateError) for (const inner of cause.errors) yield* causes(inner)
    cause = 'cause' in cause ? cause.cause : undefined
  }
}

const codesOf = (error: unknown): string[] =>
  [...causes(error)].flatMap((cause) => ('code' in cause && typeof cause.code === 'string' ? [cause.code] : []))

const isBeforeSending = (cause: object): boolean =>
  ('code' in cause && typeof cause.code === 'string' && neverSent.has(cause.code)) ||
  // Node names the call that failed; a time-out, say, can come while connecting and after sending.
  ('syscall' in cause && (cause.syscall === 'connect' || cause.syscall === 'getaddrinfo'))

/** Statuses that do not rule out that the request was taken: a time-out, a conflict with itself, a client that seemed gone. */
const ambiguous = new Set([408, 409, 425, 499])

/**
 * A 503 with a time to come back (RFC 9110 section 15.6.4) in the words of an API. A gateway in front may answer so too after the server
 * took the request, and Varnish names a time even then, but with a page: decisions/016.
 */
const isPutOffByServer = (error: APIError): boolean =>
  error.headers?.has('retry-after') === true &&
  ['error', 'detail', 'code'].some((name) => fieldsOf(error.error)[name] !== undefined)

/** Whether the upstream certainly made nothing of what was sent: it refused it, or it never heard of it. */
function isCertainlyRejected(error: unknown): boolean {
  const status = error instanceof APIError ? error.status : undefined
  // 303 says "see the other resource", which may be the new job; 501 says the server does not have this verb at all.
  if (status !== undefined) {
    const isPutOff = status === 503 && error instanceof APIError && isPutOffByServer(error)
    return (status >= 301 && status < 500 && status !== 303 && !ambiguous.has(status)) || status === 501 || isPutOff
  }
  if (isVideoError(error)) return error.code === 'misconfigured'
  return [...causes(error)].some(isBeforeSending)
}

/** Seconds to wait, out of RFC 9110's `Retry-After` (seconds or a date) or the millisecond headers of OpenAI's SDKs. */
export function retryAfterOf(headers: Headers | undefined, now: number): number | undefined {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? undefined)
  if (milliseconds > 0) return milliseconds / 1000
  const value = headers?.get('retry-after') ?? undefined
  if (value === undefined) return undefined
  const seconds = Number.isNaN(Number(value)) ? (Date.parse(value) - now) / 1000 : Number(value)
  return seconds > 0 ? seconds : undefined
}

const wait = (seconds: number | undefined) =>
  seconds === undefined ? 'Try again later.' : `Try again in ${Math.ceil(seconds)} s.`

/** What a refusal with this status means to us. The upstream's own words are passed on only where they concern the visitor's input. */
function readRejection(error: APIError, now: number, secrets: readonly string[]): [string, VideoErrorInit] {
  const status = error.status ?? 0
  const { code, message, param } = refusalOf(error, secrets)
  const said = sayable(message, secrets)
  const retryAfter = retryAfterOf(error.headers, now)
  if (status < 400) {
    return [
      'The video service redirects its API to another address, which never gets the key. Set baseURL to that address.',
      { code: 'misconfigured' },
    ]
  }
  if (status === 401 || status === 403 || status === 402 || code === 'insufficient_quota') {
    return [
      `The video service refused this server (${status}): its key is wrong, expired, lacks the right or has no credit. The operator must check apiKey.`,
      { code: 'upstream_rejected' },
    ]
  }
  if (status === 404)
    return ['The video service does not know this video, or has no such route.', { code: 'not_found' }]
  if (status === 405 || status === 501) {
    return ['The video service has no such function.', { code: 'unsupported' }]
  }
  if (status === 409) return [said ?? 'The video service is not ready for this yet.', { code: 'not_ready', retryAfter }]
  if (status === 410) return ['The video service no longer has this file.', { code: 'expired' }]
  if (status === 413) return ['The video service found the request too large.', { code: 'too_large', param }]
  if (status === 416) return ['The file has no such range.', { code: 'range_not_satisfiable' }]
  if (status === 429) {
    return [
      `The video service takes no more requests just now. ${wait(retryAfter)}`,
      { code: 'rate_limited', retryAfter },
    ]
  }
  if (status === 408 || status === 504) {
    return ['The video service did not answer in time. Try again later.', { code: 'upstream_timeout', retryAfter }]
  }
  if (status === 503) {
    return [`The video service is overloaded. ${wait(retryAfter)}`, { code: 'overloaded', retryAfter }]
  }
  if (status >= 500) {
    return [`The video service failed (${status}). ${wait(retryAfter)}`, { code: 'upstream_failed', retryAfter }]
  }
  return [
    said ?? `The video service refused the request (${status}) without saying why. Change the prompt or the settings.`,
    { code: code ?? 'invalid_request', status: 400, param },
  ]
}

/** What {@link callError} may know of the call. */
export interface CallErrorContext {
  /** Unix milliseconds. */
  now: number
  /** Never repeated in a message. */
  secrets: readonly string[]
}

/** Whatever a call threw, as one of ours. */
export function callError(error: unknown, { now, secrets }: CallErrorContext): VideoError {
  // What we threw inside fetch comes back as the cause of an APIConnectionError.
  const own = [...causes(error)].find(isVideoError)
  if (own !== undefined) return own
  if (error instanceof APIUserAbortError || (error instanceof Error && error.name === 'AbortError')) {
    return new VideoError('The call was abandoned before the video service answered.', { code: 'upstream_timeout' })
  }
  if (error instanceof APIConnectionTimeoutError || (error instanceof Error && error.name === 'TimeoutError')) {
    return new VideoError('The video service did not answer in time. Try again later.', {
      code: 'upstream_timeout',
      cause: error,
    })
  }
  if (error instanceof APIError && error.status !== undefined) {
    const [message, init] = readRejection(error, now, secrets)
    return new VideoError(message, { ...init, cause: error })
  }
  const code = codesOf(error)[0]
  return new VideoError(
    `The video service cannot be reached${code === undefined ? '' : ` (${code})`}. If this lasts, the operator must check baseURL and the network.`,
    { code: 'upstream_failed', cause: error },
  )
}

/** The same for a call that was to make a new job: a {@link SubmissionRejectedError} where certainly nothing was made. */
export function createError(error: unknown, context: CallErrorContext): VideoError {
  const failure = callError(error, context)
  if (!isCertainlyRejected(error)) return failure
  const { message, code, status, param, retryAfter } = failure
  return new SubmissionRejectedError(message, { code, status, param, retryAfter, cause: error })
}
