import { VideoError } from '@dailies/core'
import { cancelBody } from './cancel-body'
import { fetchWithSignal } from './fetch'
import type { Fetch } from './fetch'
import type { GetOptions } from './node-request'

/** Options of {@link ssrfSafeFetch}. */
export interface SsrfSafeFetchOptions {
  /** The upstream's own origin: scheme, host and port. */
  origin: string
  /** Origins that the operator trusts; compared exactly. */
  trustedMediaOrigins: ReadonlySet<string>
  /** Fetches from the upstream's own origin and the trusted origins, which may be on a private network. */
  fetch: Fetch
  /** Fetches from every other origin. Undefined if the runtime cannot check the IP address that it connects to. */
  publicAddressFetch: ((url: URL, options: GetOptions) => Promise<Response>) | undefined
}

/** Maximum number of redirects for one file. */
const maxRedirects = 5

export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

/**
 * Parses the URL of a media file, and strips credentials from it.
 *
 * @throws VideoError if it is neither http nor https
 */
export function mediaURL(address: string, base: string | URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined
  if (url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:')) {
    url.username = ''
    url.password = ''
    return url
  }
  throw new VideoError(
    'The video service returned a file URL that is neither http nor https, so the file was not fetched. Try again later.',
    { code: 'upstream_failed' },
  )
}

/**
 * SSRF-safe fetch of a file from a URL in a response: sends no API key, connects to public addresses only unless the
 * origin is the upstream's own or trusted, and follows redirects by hand, with the same check for each.
 */
export async function ssrfSafeFetch(
  start: URL,
  getOptions: GetOptions,
  options: SsrfSafeFetchOptions,
): Promise<Response> {
  let url = start
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const response = await fetchOnce(url, getOptions, options)
    const location = isRedirect(response.status) ? response.headers.get('location') : null
    if (location === null) return response
    cancelBody(response.body)
    url = mediaURL(location, url)
  }
  throw new VideoError(
    `The video service's file was redirected more than ${maxRedirects} times, so it was not fetched. Try again later.`,
    { code: 'upstream_failed' },
  )
}

function fetchOnce(url: URL, getOptions: GetOptions, options: SsrfSafeFetchOptions): Promise<Response> {
  const { origin, trustedMediaOrigins, fetch, publicAddressFetch } = options
  if (url.origin === origin || trustedMediaOrigins.has(url.origin)) {
    return fetchWithSignal(fetch, url, { ...getOptions, redirect: 'manual' })
  }
  if (publicAddressFetch !== undefined) return publicAddressFetch(url, getOptions)
  throw uncheckedHostError(url)
}

/** The error for a file on a host whose address cannot be checked in this runtime. */
export const uncheckedHostError = (url: URL): VideoError =>
  new VideoError(
    'The video service keeps its files on another host, and this runtime cannot check the address of that host, so the file was not fetched. List its origin in trustedMediaOrigins.',
    { code: 'upstream_rejected', cause: new Error(`The file is on ${url.origin}.`) },
  )
