import { VideoError } from './video-error'
import type { VideoErrorCode } from './video-error'
import { parseErrorFields } from './parse-error'
import type { ErrorFields } from './parse-error'
import { parseRetryAfter } from './parse-retry-after'

/**
 * Parses a response that is not 2xx into a VideoError, and falls back to its status for the HTML, empty or broken bodies
 * of proxies.
 *
 * @param request method and URL, for the message
 * @param now current Unix time in milliseconds
 */
export async function readError(response: Response, request: string, now: number): Promise<VideoError> {
  const fields = parseErrorText(await response.text().catch(() => ''))
  const retryAfterMs = parseRetryAfter(response.headers, now)
  return new VideoError(
    fields.message ??
      `${request} failed with status ${response.status} and no error message. ${hintFor(response.status)}`,
    {
      code:
        fields.code ??
        (response.status === 404 && namesNoVideo(request) ? 'unreadable_response' : codeOf(response.status)),
      status: response.status,
      param: fields.param,
      retryAfter: retryAfterMs === undefined ? undefined : retryAfterMs / 1_000,
    },
  )
}

/** The fields of a JSON body; none for the HTML, empty or broken bodies of proxies. */
function parseErrorText(text: string): ErrorFields {
  try {
    return parseErrorFields(JSON.parse(text))
  } catch {
    return {}
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

/**
 * Whether the URL is that of a create or a list. A 404 then means that nothing is mounted there, not that a video is
 * missing.
 */
const namesNoVideo = (request: string): boolean => /\/videos(?:\?|$)/.test(request)

const codeOf = (status: number): VideoErrorCode =>
  codes[status] ?? (status >= 500 ? 'upstream_failed' : 'invalid_request')

const hintFor = (status: number): string =>
  status === 404
    ? 'Check that baseURL is where the video server is mounted.'
    : status >= 500
      ? 'A proxy between this page and the video server may be down; try again later.'
      : 'A proxy between this page and the video server may have rejected it.'
