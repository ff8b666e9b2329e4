import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { readBase64 } from '../net/read-base64'
import { cancelBody } from '../net/cancel-body'
import { noResponseError } from './response-limits'
import { readText } from '../net/read-json'
import { withTimeout } from '../net/with-timeout'
import { openContent } from './open-content'
import type { MediaLimits } from './open-content'
import type { GetOptions } from '../net/node-request'
import { isRedirect, mediaURL, ssrfSafeFetch } from '../net/ssrf-safe-fetch'
import type { SsrfSafeFetchOptions } from '../net/ssrf-safe-fetch'
import type { UpstreamContent } from '../upstream/upstream'

/** Where a response says the video file is: at a URL, or inline as base64. */
export type ContentLocation = { url: string } | { base64: string }

/** A video that is in memory already. */
export interface InlineVideo {
  /** The file. */
  bytes: Uint8Array
}

/** Which file of a video to fetch. */
export interface FileRequest {
  /** The file; another kind of file at its address is an error. */
  variant: VideoVariant
  /** Value of the `Range` header. */
  range?: string | undefined
  /** Aborts the request, also while the body is streamed. */
  signal?: AbortSignal | undefined
}

/** Options of {@link openLocation}. */
export interface OpenLocationOptions extends MediaLimits, SsrfSafeFetchOptions {
  /** Base of relative URLs in a response. */
  baseURL: string
  /** Timeout until a response starts, in milliseconds. */
  readTimeoutMs: number
  /**
   * Fetches with the API key, from the upstream's own origin only: its files may need it. Keeps the URL unchanged, so
   * that a signed URL stays valid.
   */
  authenticatedFetch: (url: URL, options: GetOptions) => Promise<Response>
  /** Whether an error status and its body say that the file does not exist. @default a 404, except of a whole bucket */
  isMissingFile?: ((status: number, text: string) => boolean) | undefined
}

/** The error for a file that is certainly deleted. */
export const expiredError = () => new VideoError('The video service no longer has this file.', { code: 'expired' })

/** The error for a 404: the file may be deleted, or not yet replicated to the server that responded. */
export const notFoundError = () =>
  new VideoError('The video service cannot find this file. Try again later.', { code: 'not_found' })

/** Request headers for a media file. */
export const mediaHeaders = (range: string | undefined): Record<string, string> => ({
  accept: '*/*',
  // In a compressed response neither the length nor the range would be that of the file.
  'accept-encoding': 'identity',
  ...(range === undefined ? {} : { range }),
})

/** Opens the file at a location that a response contained: a URL or inline base64. */
export async function openLocation(
  location: ContentLocation | InlineVideo,
  { variant, range, signal }: FileRequest,
  options: OpenLocationOptions,
): Promise<UpstreamContent> {
  const response =
    'url' in location
      ? await fetchFile(mediaURL(location.url, options.baseURL), mediaHeaders(range), signal, options)
      : inlineResponse('bytes' in location ? new Uint8Array(location.bytes) : readBase64(location.base64))
  const opened = await openContent(response, variant, options)
  if ('content' in opened) return opened.content
  throw new VideoError('The URL that the video service returned is not a video file. Try again later.', {
    code: 'upstream_failed',
  })
}

function inlineResponse(bytes: Uint8Array<ArrayBuffer> | undefined): Response {
  if (bytes) return new Response(bytes, { headers: { 'content-length': String(bytes.byteLength) } })
  throw new VideoError('The video service sent the video as invalid base64. Try again later.', {
    code: 'upstream_failed',
  })
}

async function fetchFile(
  url: URL,
  headers: Record<string, string>,
  outer: AbortSignal | undefined,
  options: OpenLocationOptions,
): Promise<Response> {
  const timeoutMs = options.readTimeoutMs
  const response = await withTimeout((signal) => fetchWithKeyIfSameOrigin(url, { headers, signal }, options), {
    timeoutMs,
    timeoutError: () => noResponseError(timeoutMs),
    signal: outer,
    onLate: ({ body }) => cancelBody(body),
  })
  if (response.ok) return response
  throw await fileStatusError(response, options.isMissingFile)
}

/** Sends the API key to the upstream's own origin only. A redirect away from it is followed without the key. */
async function fetchWithKeyIfSameOrigin(
  url: URL,
  getOptions: GetOptions,
  options: OpenLocationOptions,
): Promise<Response> {
  if (url.origin !== options.origin) return ssrfSafeFetch(url, getOptions, options)
  const response = await options.authenticatedFetch(url, getOptions)
  const location = isRedirect(response.status) ? response.headers.get('location') : null
  if (location === null) return response
  cancelBody(response.body)
  return ssrfSafeFetch(mediaURL(location, url), getOptions, options)
}

/** Limits on an error body that is read for its code. */
const errorBodyLimits = { maxBytes: 64 * 1024, timeoutMs: 5_000 }

/** Whether an error status and its text say that a file does not exist. A bucket that is away says nothing about its files. */
export const isMissing = (status: number, text: string): boolean =>
  status === 404 && !text.includes('<Code>NoSuchBucket</Code>')

async function fileStatusError({ status, body }: Response, isMissingFile = isMissing): Promise<VideoError> {
  const text = status < 500 ? await readText(body, errorBodyLimits).catch(() => '') : ''
  if (status >= 500) cancelBody(body)
  if (isMissingFile(status, text)) return notFoundError()
  if (status === 410) return expiredError()
  if (status === 416) return new VideoError('The file has no such range.', { code: 'range_not_satisfiable' })
  return new VideoError(`The file host of the video service responded with an error (${status}). Try again later.`, {
    code: status < 500 && status !== 404 ? 'upstream_rejected' : 'upstream_failed',
  })
}
