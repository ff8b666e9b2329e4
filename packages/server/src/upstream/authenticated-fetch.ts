import { VideoError } from '@dailies/core'
import { readError } from './read-error'
import { fieldsOf, parseJson, readText } from './read-json'
import { isRedirect } from './ssrf-safe-fetch'
import { cancelBody } from './cancel-body'

/** What {@link authenticatedFetch} needs to know. */
export interface AuthenticatedFetchOptions {
  fetch: (request: Request) => Promise<Response>
  /** The only origin that ever gets the key. */
  origin: string
}

/** Most redirects followed within the origin: a trailing slash, a version prefix. */
const maxRedirects = 3

/** An error page is read up to this many bytes and for this many milliseconds. */
const errorLimits = { maxBytes: 256 * 1024, timeout: 10_000 }

/**
 * The `fetch` that carries the key. It never leaves the configured origin: redirects within it are followed by hand (those of a POST
 * only where the method stays, RFC 9110 section 15.4), one to elsewhere is handed back as it is.
 *
 * A refusal's body is put under `error` as a whole, since the openai package keeps nothing but that field and the dialects write
 * theirs elsewhere. A read whose connection broke is asked once more at once: a pooled connection may have been closed meanwhile.
 */
export function authenticatedFetch({ fetch, origin }: AuthenticatedFetchOptions) {
  const send = async (url: URL, init: RequestInit): Promise<Response> => {
    const isRead = (init.method ?? 'GET') === 'GET'
    const once = () => fetch(new Request(url, { ...init, redirect: 'manual' }))
    if (!isRead) return once()
    return once().catch((error: unknown) => {
      if (init.signal?.aborted === true) throw error
      return once()
    })
  }

  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    let url = new URL(input instanceof Request ? input.url : input)
    for (let redirects = 0; ; redirects += 1) {
      if (url.origin !== origin) {
        throw new VideoError('A call with the key was about to leave the origin of baseURL, so it was not made.', {
          code: 'misconfigured',
        })
      }
      const response = await send(url, init)
      if (response.ok) return response
      const next = redirects < maxRedirects ? redirectWithin(response, url, init) : undefined
      if (next === undefined) return refusal(response, hidesNewJob(response, url, init) ? 303 : response.status)
      cancelBody(response.body)
      url = next
    }
  }
}

function redirectWithin(response: Response, url: URL, init: RequestInit): URL | undefined {
  const location = isRedirect(response.status) ? response.headers.get('location') : null
  if (location === null || !URL.canParse(location, url)) return undefined
  const next = new URL(location, url)
  const keepsMethod = (init.method ?? 'GET') === 'GET' || response.status === 307 || response.status === 308
  return next.origin === url.origin && keepsMethod ? next : undefined
}

/**
 * Whether an answer to a POST sends its reader to another path, as servers do that have taken it: 302 is in common use for what RFC 9110
 * section 15.4.4 calls 303. A redirect to the same path, with a slash or another scheme, only says where to ask.
 */
function hidesNewJob(response: Response, url: URL, { method = 'GET' }: RequestInit): boolean {
  if (method !== 'POST' || response.status !== 302) return false
  const location = response.headers.get('location') ?? ''
  const pathOf = ({ pathname }: URL) => pathname.replace(/\/+$/, '')
  return !URL.canParse(location, url) || pathOf(new URL(location, url)) !== pathOf(url)
}

async function refusal(response: Response, told: number): Promise<Response> {
  // A cut or endless error page must not hide the status, which says enough.
  const text = await readText(response.body, errorLimits).catch(() => '')
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  headers.delete('content-encoding')
  const status = told >= 300 && told !== 304 ? told : 502
  return new Response(JSON.stringify({ error: parseJson(text) ?? { message: text } }), { status, headers })
}

/** The body of a refusal, as {@link authenticatedFetch} put it into the error of the openai package. */
export const refusalOf = (error: unknown, secrets?: readonly string[]) => readError(fieldsOf(error)['error'], secrets)
