import { VideoError } from './video-error'
import type { VideoErrorCode } from './video-error'
import { isRecord } from './is-record'
import { readRetryAfter } from './read-retry-after'

/**
 * Turns an answer that is not 2xx into an error: the Videos API's `{ error: { message, code, param } }` where it is one, the plain
 * strings and `{ detail }` of other servers, and the HTML, empty or broken bodies of whatever stands in between.
 */
export async function readError(response: Response, asked: string, now: number): Promise<VideoError> {
  const told = readErrorFields(await response.text().catch(() => ''))
  const wait = readRetryAfter(response.headers, now)
  return new VideoError(
    told.message ??
      `${asked} was answered with status ${response.status} and no reason. ${description(response.status)}`,
    {
      code:
        told.code ?? (response.status === 404 && namesNoVideo(asked) ? 'unreadable_answer' : codeOf(response.status)),
      status: response.status,
      param: told.param,
      retryAfter: wait === undefined ? undefined : wait / 1_000,
    },
  )
}

interface ErrorFields {
  message?: string
  code?: string
  param?: string
}

function readErrorFields(text: string): ErrorFields {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return {}
  }
  if (!isRecord(body)) return {}
  const error = body['error'] ?? body['detail'] ?? body
  if (typeof error === 'string') return { message: error }
  if (!isRecord(error)) return {}
  const { message, code, param } = error
  return {
    ...(typeof message === 'string' && message !== '' && { message }),
    ...((typeof code === 'string' || typeof code === 'number') && code !== '' && { code: String(code) }),
    ...(typeof param === 'string' && { param }),
  }
}

const codes: Record<number, VideoErrorCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'idempotency_conflict',
  410: 'expired',
  413: 'too_large',
  416: 'range_not_satisfiable',
  429: 'rate_limited',
  501: 'unsupported',
  503: 'overloaded',
  504: 'upstream_timeout',
}

/** A create or a list: a 404 is then not about a film, but of a place where nothing is mounted. */
const namesNoVideo = (asked: string): boolean => /\/videos(?:\?|$)/.test(asked)

const codeOf = (status: number): VideoErrorCode =>
  codes[status] ?? (status >= 500 ? 'upstream_failed' : 'invalid_request')

const description = (status: number): string =>
  status === 404
    ? 'Check that baseURL is where the adapter is mounted.'
    : status >= 500
      ? 'Something between this page and the adapter may be down; try again later.'
      : 'Something between this page and the adapter may have refused it.'
