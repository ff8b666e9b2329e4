import { VideoError, isVideoError } from '@dailies/core'
import { parseJson } from '../net/read-json'
import { toCreateError, toVideoError } from '../upstream-client/call-error'
import type { CallErrorContext } from '../upstream-client/describe-status'
import { ResponseError } from '../upstream-client/response-error'
import { hideSecrets, sanitizeMessage } from '../upstream/sanitize-error'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'

/** What errors of the packages have in common. Packages of two versions share no class, so that only fields count. */
interface ModelError {
  name?: unknown
  message?: unknown
  code?: unknown
  syscall?: unknown
  statusCode?: unknown
  responseHeaders?: unknown
  responseBody?: unknown
  cause?: unknown
}

/** Errors that a package throws before it sends a request. */
const unsent = new Map([
  ['AI_LoadAPIKeyError', 'misconfigured'],
  ['AI_LoadSettingError', 'misconfigured'],
  ['AI_NoSuchModelError', 'misconfigured'],
  ['AI_InvalidArgumentError', 'invalid_request'],
  ['AI_UnsupportedFunctionalityError', 'invalid_request'],
])

function* chainOf(error: unknown): Generator<ModelError> {
  let cause = error
  for (let depth = 0; depth < 8 && typeof cause === 'object' && cause !== null; depth += 1) {
    yield cause
    cause = (cause as ModelError).cause
  }
}

/** Whether an error of `doStatus` is the end of the job: an error of the package itself, about no request. */
export const isEndOfJob = (error: unknown): error is { message: string } => {
  const { name, message, statusCode } = (error ?? {}) as ModelError
  return (
    typeof name === 'string' &&
    /_VIDEO_GENERATION_/.test(name) &&
    statusCode === undefined &&
    typeof message === 'string'
  )
}

/** Converts what `doStatus` or a file request rejected with. */
export function toStatusError(error: unknown, context: CallErrorContext): VideoError {
  const clean = cleanError(error, context)
  if (clean instanceof ResponseError && clean.status < 300) return unreadable(clean)
  const failure = toVideoError(clean, context)
  // A job that is gone: three such answers are `lost`.
  return failure.code === 'expired' ? new VideoError(failure.message, { code: 'not_found', cause: clean }) : failure
}

/** Converts what `doStart` rejected with: a `SubmissionRejectedError` if certainly no job was created. */
export function toStartError(error: unknown, context: CallErrorContext): VideoError {
  const { name, message } = (error ?? {}) as ModelError
  const code = unsent.get(String(name))
  if (code !== undefined) {
    const reason = sanitizeMessage(message, context.secrets)
    return new SubmissionRejectedError(
      code === 'misconfigured'
        ? `The provider package could not send the request${reason === undefined ? '.' : `: ${reason}`} The operator must check the key and the model.`
        : (reason ?? 'The provider package does not accept these settings. Change them.'),
      { code },
    )
  }
  const clean = cleanError(error, context)
  if (!(clean instanceof ResponseError)) return toCreateError(clean, context)
  if (clean.status < 300) return unreadable(clean)
  // A `fetch` of the operator may send a request again, so that these may be about a second attempt: decisions/045.
  const { status, headers, body } = clean
  const isAmbiguous = status === 429 || status >= 500
  return toCreateError(
    isAmbiguous ? new ResponseError(status, headers, undefined) : new ResponseError(status, headers, body),
    context,
  )
}

const unreadable = (cause: ResponseError): VideoError =>
  new VideoError('The video service sent a response that its provider package cannot read. Try again later.', {
    code: 'upstream_failed',
    cause,
  })

/**
 * The error without what must not be logged: errors of the packages hold the whole request, with the user's prompt and
 * files, and the response, which may repeat the key.
 */
function cleanError(error: unknown, { secrets }: CallErrorContext): Error {
  const chain = [...chainOf(error)]
  const own = chain.find(isVideoError)
  if (own) return own
  // An error of the gateway has a status also if there was no response: that of the request below it counts.
  const response = chain.find(({ name }) => name === 'AI_APICallError') ?? chain[0]
  const status = response?.statusCode
  if (typeof status === 'number' && status >= 200 && status < 600) return responseError(status, response, secrets)
  const source = chain.find(({ code, syscall }) => typeof code === 'string' || typeof syscall === 'string')
  const aborted = chain.find(({ name }) => name === 'AbortError' || name === 'TimeoutError')
  const clean = new Error(hideSecrets(String((source ?? chain[0])?.message ?? error), secrets))
  if (aborted) clean.name = String(aborted.name)
  return Object.assign(clean, source && { code: source.code, syscall: source.syscall })
}

function responseError(status: number, error: ModelError | undefined, secrets: readonly string[]): ResponseError {
  const { responseHeaders, responseBody, message } = error ?? {}
  const text = hideSecrets(typeof responseBody === 'string' ? responseBody : '', secrets)
  const retryAfter = (responseHeaders as Record<string, unknown> | undefined)?.['retry-after']
  const headers = new Headers(typeof retryAfter === 'string' ? { 'retry-after': retryAfter } : {})
  return new ResponseError(status, headers, parseJson(text) ?? { message: hideSecrets(String(message), secrets) })
}
