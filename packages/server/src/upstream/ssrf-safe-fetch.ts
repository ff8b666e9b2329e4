import { VideoError } from '@dailies/core'
import { cancelBody } from './cancel-body'
import type { PlainGet } from './node-get'

/** How a film is fetched from an address that an answer named. */
export interface SsrfSafeFetchOptions {
  /** The upstream's own origin: scheme, host and port. */
  origin: string
  /** Origins that the operator vouches for, exact. */
  trustedMediaOrigins: ReadonlySet<string>
  /** For the upstream's own origin and the trusted ones, which may well be on a private network. */
  fetch: (request: Request) => Promise<Response>
  /** For every other origin; undefined where the runtime cannot check the address it connects to. */
  publicAddressFetch: ((url: URL, get: PlainGet) => Promise<Response>) | undefined
}

/** Most redirects followed for one file. */
const maxRedirects = 5

export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

/** The address as a URL that can be fetched at all. @throws VideoError */
export function mediaURL(address: string, base: string | URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined
  if (url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:')) {
    url.username = ''
    url.password = ''
    return url
  }
  throw new VideoError('The video service named its file by an address that is neither http nor https.', {
    code: 'upstream_failed',
  })
}

/**
 * Fetches a file from an address found in an answer: without the key, from public addresses only unless the origin is the upstream's
 * own or trusted, and with every redirect followed by hand under the same check.
 */
export async function ssrfSafeFetch(start: URL, get: PlainGet, options: SsrfSafeFetchOptions): Promise<Response> {
  let url = start
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const response = await fetchOnce(url, get, options)
    const location = isRedirect(response.status) ? response.headers.get('location') : null
    if (location === null) return response
    cancelBody(response.body)
    url = mediaURL(location, url)
  }
  throw new VideoError(`The video service's file was redirected more than ${maxRedirects} times, so it was given up.`, {
    code: 'upstream_failed',
  })
}

function fetchOnce(url: URL, get: PlainGet, options: SsrfSafeFetchOptions): Promise<Response> {
  const { origin, trustedMediaOrigins, fetch, publicAddressFetch } = options
  if (url.origin === origin || trustedMediaOrigins.has(url.origin)) {
    return fetch(new Request(url, { ...get, redirect: 'manual' }))
  }
  if (publicAddressFetch !== undefined) return publicAddressFetch(url, get)
  throw new VideoError(
    'The video service keeps its files on another host, whose address cannot be checked in this runtime, so the file was not fetched. List its origin in trustedMediaOrigins.',
    { code: 'upstream_rejected', cause: new Error(`The file is on ${url.origin}.`) },
  )
}
