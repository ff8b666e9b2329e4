import { VideoError, isVideoError } from '@dailies/core'
import { fieldsOf } from '@dailies/core/internal'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import { describeStatus } from './describe-status'
import type { CallErrorContext } from './describe-status'
import { ResponseError } from './response-error'

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

/** Whether the body of an error is JSON that an API wrote about it, and no page of a gateway in front of it. */
const isApiError = ({ body }: ResponseError): boolean =>
  ['error', 'detail', 'code'].some((name) => fieldsOf(body)[name] !== undefined)

/**
 * Whether a status says that no job was created. 303 means "see the other resource", which may be the new job; 501
 * means that the server lacks this function. A gateway can send 429 and 503 after the server behind it accepted the
 * request, so they count only if the API itself sent them, 503 only with `Retry-After` (RFC 9110 section 15.6.4):
 * decisions/007, 016 and 045.
 */
function isRejection(error: ResponseError): boolean {
  const { status, headers } = error
  if (status === 429) return isApiError(error)
  if (status === 503) return headers.has('retry-after') && isApiError(error)
  return (status >= 301 && status < 500 && status !== 303 && !ambiguousStatuses.has(status)) || status === 501
}

/** Whether the upstream certainly created no job: it rejected the request, or never received it. */
function isCertainlyRejected(error: unknown): boolean {
  if (error instanceof ResponseError) return isRejection(error)
  if (isVideoError(error)) return error.code === 'misconfigured'
  return [...causesOf(error)].some(isConnectError)
}

/** Converts any error of a call into a VideoError. */
export function toVideoError(error: unknown, context: CallErrorContext): VideoError {
  // An error that is thrown inside `fetch` may come back as the cause of another.
  const own = [...causesOf(error)].find(isVideoError)
  if (own !== undefined) return own
  if (error instanceof Error && error.name === 'AbortError') {
    return new VideoError('The call was aborted before the video service responded.', { code: 'upstream_timeout' })
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new VideoError('The video service did not respond in time. Try again later.', {
      code: 'upstream_timeout',
      cause: error,
    })
  }
  if (error instanceof ResponseError) {
    const [message, init] = describeStatus(error, context)
    return new VideoError(message, { ...init, cause: error })
  }
  const code = codesOf(error)[0]
  return new VideoError(
    `The video service cannot be reached${code === undefined ? '' : ` (${code})`}. If this lasts, the operator must check baseURL and the network.`,
    { code: 'upstream_failed', cause: error },
  )
}

/**
 * Like {@link toVideoError}, for a create request: a `SubmissionRejectedError` if certainly no job was created.
 */
export function toCreateError(error: unknown, context: CallErrorContext): VideoError {
  const failure = toVideoError(error, context)
  if (!isCertainlyRejected(error)) return failure
  const { message, code, status, param, retryAfter } = failure
  return new SubmissionRejectedError(message, { code, status, param, retryAfter, cause: error })
}
