import { fieldsOf } from '@dailies/core/internal'
import type { VideoError } from '@dailies/core'
import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { toCreateError as createErrorOf, toVideoError as videoErrorOf } from '../upstream-client/call-error'
import type { CallErrorContext } from '../upstream-client/describe-status'
import { ResponseError } from '../upstream-client/response-error'
import { readError } from '../upstream/sanitize-error'

/** An error of the openai package in the form of every other upstream. */
function withoutPackage(error: unknown): unknown {
  if (error instanceof APIUserAbortError) return new DOMException('The call was aborted.', 'AbortError')
  if (error instanceof APIConnectionTimeoutError) return new DOMException('The call timed out.', 'TimeoutError')
  if (!(error instanceof APIError) || error.status === undefined) return error
  return new ResponseError(error.status, error.headers ?? new Headers(), error.error, error)
}

/** Converts any error of a call into a VideoError. */
export const toVideoError = (error: unknown, context: CallErrorContext): VideoError =>
  videoErrorOf(withoutPackage(error), context)

/** Like {@link toVideoError}, for a create request. */
export const toCreateError = (error: unknown, context: CallErrorContext): VideoError =>
  createErrorOf(withoutPackage(error), context)

/** Reads the body of an error response that `authenticatedFetch` wrapped, from the error of the openai package. */
export const readErrorBody = (error: unknown, secrets?: readonly string[]) =>
  readError(fieldsOf(error)['error'], secrets)
