import { VideoError } from '@dailies/core'

/** Which pages may speak to this mount. */
export interface OriginOptions {
  /** Exact origins of other sites whose pages may call, as `https://app.example`. @default none */
  trustedOrigins?: string[]
  /** The origin that browsers see, where a proxy hides it. @default that of the request */
  publicOrigin?: string
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a browser's request from another site, which would ride on the visitor's cookies. `Sec-Fetch-Site` is set by the browser and cannot
 * be written by a page; where it is missing, `Origin` decides; where both are, it is no browser.
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
    'This request comes from a page of another site. Its origin must be in trustedOrigins; behind a proxy, publicOrigin must name the address that browsers see.',
    { code: 'forbidden' },
  )
}

/** `none` is the user's own doing, such as a bookmark. */
const isOwnSite = (site: string): boolean => site === 'same-origin' || site === 'none'

/** What a trusted page may read of an answer. */
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

/** The answer to a preflight: what a trusted page may send. */
export const preflightHeaders = (allowed: string): Record<string, string> => ({
  'Access-Control-Allow-Methods': allowed,
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Range, Idempotency-Key, Last-Event-ID',
  'Access-Control-Max-Age': '600',
})
