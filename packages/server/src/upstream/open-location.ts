import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { readBase64 } from '../read-base64'
import { cancelBody } from './cancel-body'
import type { ContentLocation } from './locate-content'
import { openContent } from './open-content'
import type { MediaLimits } from './open-content'
import type { PlainGet } from './node-get'
import { isRedirect, mediaURL, ssrfSafeFetch } from './ssrf-safe-fetch'
import type { SsrfSafeFetchOptions } from './ssrf-safe-fetch'
import type { UpstreamContent } from './upstream'

/** Which file is wanted, and for whom. */
export interface FileRequest {
  variant: VideoVariant
  range?: string | undefined
  signal?: AbortSignal | undefined
}

/** How a file is fetched from where an answer says it is. */
export interface OpenLocationOptions extends MediaLimits, SsrfSafeFetchOptions {
  /** The address that relative addresses in an answer start from. */
  baseURL: string
  /** Until an answer begins, in milliseconds. */
  readTimeoutMs: number
  /** With the key, for the upstream's own origin only: its files may need it. Takes an address as it is, so that no signature in it breaks. */
  authenticatedFetch: (url: URL, get: PlainGet) => Promise<Response>
}

export const gone = () => new VideoError('The video service no longer has this file.', { code: 'expired' })

/** What a 404 says: it may be gone, or not have come yet to the one who was asked. */
export const notFound = () => new VideoError('The video service does not find this file.', { code: 'not_found' })

/** What a file is asked for with. */
export const mediaHeaders = (range: string | undefined): Record<string, string> => ({
  accept: '*/*',
  // Of a compressed answer neither the length nor a range would be the file's.
  'accept-encoding': 'identity',
  ...(range === undefined ? {} : { range }),
})

/** The file at a location found in an answer. */
export async function openLocation(
  location: ContentLocation,
  { variant, range, signal }: FileRequest,
  options: OpenLocationOptions,
): Promise<UpstreamContent> {
  const response =
    'base64' in location
      ? inlineResponse(location.base64)
      : await fetchNamed(mediaURL(location.url, options.baseURL), mediaHeaders(range), signal, options)
  const opened = await openContent(response, variant, options)
  if ('content' in opened) return opened.content
  throw new VideoError('The address that the video service named holds no film. Try again later.', {
    code: 'upstream_failed',
  })
}

function inlineResponse(base64: string): Response {
  const bytes = readBase64(base64)
  if (bytes) return new Response(bytes, { headers: { 'content-length': String(bytes.byteLength) } })
  throw new VideoError('The video service sent the film as base64 that cannot be read. Try again later.', {
    code: 'upstream_failed',
  })
}

async function fetchNamed(
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
  options: OpenLocationOptions,
): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(
    () => late.abort(new DOMException('No answer in time', 'TimeoutError')),
    options.readTimeoutMs,
  )
  const get = { headers, signal: AbortSignal.any([late.signal, ...(signal ? [signal] : [])]) }
  try {
    const response = await fetchAnywhere(url, get, options)
    if (response.ok) return response
    cancelBody(response.body)
    throw rejectedFile(response.status)
  } finally {
    clearTimeout(timer)
  }
}

/** With the key at home; without it from where a redirect leads away from there. */
async function fetchAnywhere(url: URL, get: PlainGet, options: OpenLocationOptions): Promise<Response> {
  if (url.origin !== options.origin) return ssrfSafeFetch(url, get, options)
  const response = await options.authenticatedFetch(url, get)
  const location = isRedirect(response.status) ? response.headers.get('location') : null
  if (location === null) return response
  cancelBody(response.body)
  return ssrfSafeFetch(mediaURL(location, url), get, options)
}

const rejectedFile = (status: number): VideoError => {
  if (status === 404) return notFound()
  if (status === 410) return gone()
  if (status === 416) return new VideoError('The file has no such range.', { code: 'range_not_satisfiable' })
  return new VideoError(`The host of the video service's files refused this one (${status}).`, {
    code: status < 500 ? 'upstream_rejected' : 'upstream_failed',
  })
}
