import { VideoError, isVideoError } from '@dailies/core'
import type { ErrorBody } from '@dailies/core'

/** Whatever was thrown, as an error fit for a visitor. What we did not throw ourselves is never repeated: it may hold a path or a key. */
export function toPublicError(error: unknown): VideoError {
  if (!isVideoError(error)) {
    return new VideoError(
      'Something went wrong here. Try again later; if this lasts, the operator must look into the server.',
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

/** What an upstream threw: its refusal of this server's key must not tell every visitor to sign in. */
export function toUpstreamError(error: unknown): VideoError {
  if (!isVideoError(error)) {
    return new VideoError('The video service did not give a usable answer. Try again later.', {
      code: 'upstream_failed',
      cause: error,
    })
  }
  if (error.status !== 401 && error.status !== 403) return error
  return new VideoError('The video service refused this server. The operator must check its key and its rights.', {
    code: 'upstream_rejected',
    cause: error,
  })
}

const typeOf = (status: number): string => {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}

/** An error in the one shape, OpenAI's. */
export function errorResponse({ message, status, code, param, retryAfter }: VideoError): Response {
  const body: ErrorBody = { error: { message, type: typeOf(status), code, param } }
  return jsonResponse(body, {
    status,
    headers: {
      ...(retryAfter !== undefined && { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) }),
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    },
  })
}

/** An answer that still knows its text, so that a mount on Node need not read it out of a stream again. */
export class TextResponse extends Response {
  constructor(
    readonly written: string,
    init: ResponseInit,
  ) {
    super(written, init)
  }
}

/** Never stored: it is one visitor's, and old in a second. */
export function jsonResponse(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new TextResponse(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  })
}
