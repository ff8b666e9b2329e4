import { VideoError } from '@dailies/core'

/** CSRF and CORS options: which origins may call the API. */
export interface OriginOptions {
  /** Exact origins of other sites that may call the API with CORS, such as `https://app.example`. @default none */
  trustedOrigins?: string[]
  /**
   * The origin that browsers see, if a proxy changes it, such as `https://app.example`.
   * @default the origin of the request URL
   */
  publicOrigin?: string
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * CSRF protection: rejects an unsafe request that a page of another site sends with the user's cookies.
 * `Sec-Fetch-Site` is set by the browser and cannot be set by a page; if it is missing, `Origin` decides; if both are
 * missing, the client is not a browser.
 *
 * @throws VideoError `forbidden`
 */
export function checkOrigin(request: Request, { trustedOrigins = [], publicOrigin }: OriginOptions): void {
  if (safeMethods.has(request.method)) return
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin !== null && trustedOrigins.includes(origin)) return
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
export function crossOriginHeaders(request: Request, { trustedOrigins = [] }: OriginOptions): Record<string, string> {
  if (trustedOrigins.length === 0) return {}
  const origin = request.headers.get('origin')
  if (origin === null || !trustedOrigins.includes(origin)) return { Vary: 'Origin' }
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Range, ETag, Retry-After',
  }
}

/** CORS headers of a preflight response: the methods and headers that a trusted origin may send. */
export const preflightHeaders = (allowed: string): Record<string, string> => ({
  'Access-Control-Allow-Methods': allowed,
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Range, Idempotency-Key, Last-Event-ID',
  'Access-Control-Max-Age': '600',
})
