import { VideoError, isVideoError } from '@dailies/core'
import type { ErrorBody } from '@dailies/core'
import { TextResponse, LazyTextResponse } from './text-response'

/**
 * Converts any thrown value to an error that is safe to send to a client. The text of an unknown error is never sent,
 * because it may contain a path or a key.
 */
export function toPublicError(error: unknown): VideoError {
  if (!isVideoError(error)) {
    return new VideoError(
      'An unexpected error occurred on this server. Try again later; if it persists, the operator must check the server.',
      {
        code: 'internal_error',
        status: 500,
        cause: error,
      },
    )
  }
  if (error.status >= 400) return error
  const { message, code, param, retryAfter } = error
  return new VideoError(message, { code, status: 502, param, retryAfter, cause: error })
}

/** The category of an error, as OpenAI names it. */
export const typeOfStatus = (status: number): string => {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}

/** An error response in OpenAI's error format. */
export function errorResponse({ message, status, code, param, retryAfter }: VideoError): Response {
  const body: ErrorBody = { error: { message, type: typeOfStatus(status), code, param } }
  return jsonResponse(body, {
    status,
    headers: {
      ...(retryAfter !== undefined && { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) }),
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    },
  })
}

interface JsonResponseOptions {
  status?: number
  headers?: Record<string, string>
  /** For an adapter that sends lazy responses. @default false */
  isLazy?: boolean
}

const jsonHeaders = {
  'Content-Type': 'application/json',
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
}

/** A JSON response that is never cached: it belongs to one owner and is soon out of date. */
export const jsonResponse = (body: unknown, options?: JsonResponseOptions): Response =>
  jsonTextResponse(JSON.stringify(body), options)

/** The same of JSON that is written already. */
export function jsonTextResponse(
  json: string,
  { status = 200, headers, isLazy = false }: JsonResponseOptions = {},
): Response {
  const ResponseOfText = isLazy ? LazyTextResponse : TextResponse
  return new ResponseOfText(json, { status, headers: headers ? { ...jsonHeaders, ...headers } : jsonHeaders })
}
