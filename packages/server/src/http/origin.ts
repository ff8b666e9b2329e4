import { VideoError } from '@dailies/core'
import { parseOrigin } from '../net/parse-origin'

/** CSRF and CORS options: which origins may call the API. */
export interface OriginOptions {
  /**
   * Origins of other sites that may call the API with CORS and show its files, such as `https://app.example`. Anything
   * else than an origin fails at start.
   * @default none
   */
  trustedOrigins?: string[]
  /**
   * The origin that browsers see, if a proxy changes it, such as `https://app.example`.
   * @default the origin of the request URL
   */
  publicOrigin?: string
}

/** The origins of the options, as browsers write them. */
export interface Origins {
  trusted: ReadonlySet<string>
  publicOrigin: string | undefined
}

/** @throws VideoError `misconfigured` if an option is no origin */
export const parseOrigins = ({ trustedOrigins = [], publicOrigin }: OriginOptions): Origins => ({
  trusted: new Set(trustedOrigins.map((text) => parseOrigin('trustedOrigins', text))),
  publicOrigin: publicOrigin === undefined ? undefined : parseOrigin('publicOrigin', publicOrigin),
})

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * CSRF protection: rejects an unsafe request that a page of another site sends with the user's cookies.
 * `Sec-Fetch-Site` is set by the browser and cannot be set by a page; if it is missing, `Origin` decides; if both are
 * missing, the client is not a browser.
 *
 * @throws VideoError `forbidden`
 */
export function checkOrigin(request: Request, { trusted, publicOrigin }: Origins): void {
  if (safeMethods.has(request.method)) return
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin !== null && trusted.has(origin)) return
  const isOwn =
    site === null ? origin === null || origin === (publicOrigin ?? new URL(request.url).origin) : isOwnSite(site)
  if (isOwn) return
  throw new VideoError(
    'This request comes from a page of another site. Add its origin to trustedOrigins; behind a proxy, set publicOrigin to the origin that browsers see.',
    { code: 'forbidden' },
  )
}

/** `none` is a navigation by the user, such as a bookmark. */
const isOwnSite = (site: string): boolean => site === 'same-origin' || site === 'none'

/** CORS headers of a response, for trusted origins. */
export function crossOriginHeaders(request: Request, { trusted }: Origins): Record<string, string> {
  if (trusted.size === 0) return {}
  const origin = request.headers.get('origin')
  if (origin === null || !trusted.has(origin)) return { Vary: 'Origin' }
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    // Every header that a response of this API may carry; with credentials a `*` means nothing.
    'Access-Control-Expose-Headers':
      'Accept-Ranges, Allow, Content-Disposition, Content-Range, ETag, Retry-After, WWW-Authenticate',
  }
}

/** A list of header names, as a browser writes it. */
const headerNames = /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/

/**
 * CORS headers of a preflight response to a trusted origin. It may send any header: libraries add their own, such as
 * `traceparent`, `X-CSRF-Token` and `x-stainless-lang`.
 */
export function preflightHeaders({ headers }: Request, allowed: string): Record<string, string> {
  const requested = headers.get('access-control-request-headers') ?? ''
  return {
    'Access-Control-Allow-Methods': allowed,
    ...(headerNames.test(requested) && { 'Access-Control-Allow-Headers': requested }),
    'Access-Control-Max-Age': '600',
    Vary: 'Origin, Access-Control-Request-Headers',
  }
}

/**
 * The `Cross-Origin-Resource-Policy` of a file: who may show it in `<video>` and `<img>`. These send no `Origin`, so the
 * header cannot depend on the page: it admits every trusted origin, and no more sites than that takes.
 */
export function resourcePolicy({ url }: Pick<Request, 'url'>, { trusted }: Origins): string {
  if (trusted.size === 0) return 'same-origin'
  const { protocol, hostname } = new URL(url)
  // Another port of the same host is the same site; what else is depends on the list of public suffixes.
  const isSameSite = [...trusted].every((origin) => {
    const page = new URL(origin)
    return page.protocol === protocol && page.hostname === hostname
  })
  return isSameSite ? 'same-site' : 'cross-origin'
}
