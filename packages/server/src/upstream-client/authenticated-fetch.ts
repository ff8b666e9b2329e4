import { VideoError } from '@dailies/core'
import { hideSecrets } from '../upstream/sanitize-error'
import { parseJson, readText } from '../net/read-json'
import { isRedirect } from '../net/ssrf-safe-fetch'
import { cancelBody } from '../net/cancel-body'
import { fetchWithSignal } from '../net/fetch'
import type { Fetch } from '../net/fetch'

/** Options of {@link authenticatedFetch}. */
export interface AuthenticatedFetchOptions {
  fetch: Fetch
  /** The only origin that receives the API key. */
  origin: string
  /** Texts that are removed from the body of an error, which is kept for logs: some servers repeat the key. */
  secrets: readonly string[]
}

/** Maximum number of redirects within the origin, such as a trailing slash or a version prefix. */
const maxRedirects = 3

/** Limits on an error body that is read. */
const errorBodyLimits = { maxBytes: 256 * 1024, timeoutMs: 10_000 }

/**
 * Creates the `fetch` that sends the API key. It never leaves the configured origin: redirects within the origin are
 * followed by hand (for a POST only if the method stays, RFC 9110 section 15.4), and a redirect to another origin is
 * returned as it is.
 *
 * The body of an error response is read here, within limits, and wrapped in an `error` field: the openai package keeps
 * only that field, and servers use others. A GET whose connection breaks is retried once, at once: a pooled connection may have been closed
 * in the meantime.
 */
export function authenticatedFetch({ fetch, origin, secrets }: AuthenticatedFetchOptions) {
  const send = async (url: URL, init: RequestInit): Promise<Response> => {
    const isGet = (init.method ?? 'GET') === 'GET'
    const attempt = () => fetchWithSignal(fetch, url, { ...init, redirect: 'manual' })
    if (!isGet) return attempt()
    return attempt().catch((error: unknown) => {
      if (init.signal?.aborted === true) throw error
      return attempt()
    })
  }

  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    let url = new URL(input instanceof Request ? input.url : input)
    for (let redirects = 0; ; redirects += 1) {
      if (url.origin !== origin) {
        throw new VideoError(
          'A request with the API key was about to leave the origin of baseURL, so it was not sent. Check baseURL.',
          { code: 'misconfigured' },
        )
      }
      const response = await send(url, init)
      if (response.ok) return response
      const next = redirects < maxRedirects ? redirectWithinOrigin(response, url, init) : undefined
      if (next === undefined) {
        return wrapError(response, mayHideNewJob(response, url, init) ? 303 : response.status, secrets)
      }
      cancelBody(response.body)
      url = next
    }
  }
}

function redirectWithinOrigin(response: Response, url: URL, init: RequestInit): URL | undefined {
  const location = isRedirect(response.status) ? response.headers.get('location') : null
  if (location === null || !URL.canParse(location, url)) return undefined
  const next = new URL(location, url)
  const keepsMethod = (init.method ?? 'GET') === 'GET' || response.status === 307 || response.status === 308
  return next.origin === url.origin && keepsMethod ? next : undefined
}

/**
 * Whether a 302 in response to a POST may point to the job that was just created: 302 is in common use for what RFC
 * 9110 section 15.4.4 calls 303. A redirect to the same path, with a slash or another scheme, only says where to send
 * the request.
 */
function mayHideNewJob(response: Response, url: URL, { method = 'GET' }: RequestInit): boolean {
  if (method !== 'POST' || response.status !== 302) return false
  const location = response.headers.get('location') ?? ''
  const pathOf = ({ pathname }: URL) => pathname.replace(/\/+$/, '')
  return !URL.canParse(location, url) || pathOf(new URL(location, url)) !== pathOf(url)
}

async function wrapError(response: Response, reportedStatus: number, secrets: readonly string[]): Promise<Response> {
  // A truncated or endless error body must not hide the status.
  const text = hideSecrets(await readText(response.body, errorBodyLimits).catch(() => ''), secrets)
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  headers.delete('content-encoding')
  const status = reportedStatus >= 300 && reportedStatus !== 304 ? reportedStatus : 502
  return new Response(JSON.stringify({ error: parseJson(text) ?? { message: text } }), { status, headers })
}
