import { VideoError } from '@dailies/core'
import type { ModelOption } from './catalogue'
import { dialects } from './dialects'
import type { DialectName } from './dialects'

/** Options of `openaiUpstream`. */
export interface OpenAIUpstreamOptions {
  /** Where the Videos API is, with its version: `https://api.example.com/v1`. The key goes to this origin and to no other. */
  baseURL: string | undefined
  /** The key of that server; any word where it asks for none. */
  apiKey: string | undefined
  /** What to offer; the first is the default. @default OpenAI's models, where the dialect serves those */
  models?: readonly ModelOption[] | undefined
  /** The server by name, where it is known; otherwise its ways are found out while it is used. */
  dialect?: DialectName | undefined
  /** The secret of its webhooks, as `whsec_…`; without it none are accepted. */
  webhookSecret?: string | undefined
  /** The server promises one job per `Idempotency-Key`. @default false */
  idempotent?: boolean | undefined
  /**
   * Other origins that films may be fetched from without a check of their address: `https://cdn.example.com`, exact. Needed for hosts on
   * a private network, and for any other origin in a runtime without sockets.
   */
  trustedMediaOrigins?: readonly string[] | undefined
  /** Sent with every call: `{ 'custom-llm-provider': 'openai' }`. */
  headers?: Readonly<Record<string, string>> | undefined
  /** Added to the address of every call: `{ 'api-version': 'preview' }`. */
  query?: Readonly<Record<string, string>> | undefined
  /** ISO 4217. @default 'USD' */
  currency?: string | undefined
  /** Largest file passed on, in bytes. @default 4_294_967_296 */
  maxMediaBytes?: number | undefined
  /** Longest silence within a file, in milliseconds. @default 30_000 */
  mediaIdleTimeoutMs?: number | undefined
  /** Longest wait for the bytes of one file, in milliseconds; only time spent waiting for the server counts, not for a slow reader. @default 900_000 */
  maxMediaWaitMs?: number | undefined
  /** Longest wait for the answer to a read, in milliseconds. @default 30_000 */
  readTimeoutMs?: number | undefined
  /** Longest wait for the answer to a create, in milliseconds; synchronous servers render meanwhile. @default 600_000 */
  createTimeoutMs?: number | undefined
  /**
   * Makes every call upstream. Without it files are read by `node:http`, which costs less, unless a proxy is set for the runtime's own.
   *
   * @default the runtime's own
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Unix milliseconds, for the age of webhooks and `Retry-After` dates. @default Date.now */
  now?: (() => number) | undefined
}

const misconfigured = (message: string) => new VideoError(message, { code: 'misconfigured' })

/** @throws VideoError `misconfigured` */
export function checkBaseURL(baseURL: string | undefined): URL {
  const url = baseURL !== undefined && URL.canParse(baseURL) ? new URL(baseURL) : undefined
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    const given = baseURL === undefined || baseURL === '' ? 'none' : `"${baseURL}"`
    throw misconfigured(
      `openaiUpstream needs the address of a Videos API and was given ${given}, so it has no server to ask. Pass baseURL: 'https://api.example.com/v1', version included.`,
    )
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw misconfigured(
      'openaiUpstream takes a baseURL without user name, password, query or fragment, since it is shown in messages. Pass the key as apiKey and a query as query.',
    )
  }
  return url
}

/** @throws VideoError `misconfigured` */
export function checkApiKey(apiKey: string | undefined): string {
  if (apiKey === undefined || apiKey.trim() === '') {
    throw misconfigured(
      "openaiUpstream was given no apiKey, so every call would be refused. Pass the server's key, usually apiKey: process.env.VIDEOS_API_KEY; any word will do for a server that asks for none.",
    )
  }
  if (!/^[\u0021-\u007e]+$/.test(apiKey)) {
    throw misconfigured(
      'openaiUpstream was given an apiKey with white space or other characters that no HTTP header can carry. Look for a line break at its end.',
    )
  }
  return apiKey
}

/** @throws VideoError `misconfigured` */
export function checkHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers().set(name, value)
    } catch (cause) {
      throw new VideoError(
        `openaiUpstream was given a header "${name}" that HTTP cannot carry, so every call would fail. Look for white space in its name or a line break in its value.`,
        { code: 'misconfigured', cause },
      )
    }
  }
  return headers
}

/** @throws VideoError `misconfigured` */
export function checkOrigins(origins: readonly string[]): ReadonlySet<string> {
  return new Set(
    origins.map((text) => {
      const origin = URL.canParse(text) ? new URL(text).origin : 'null'
      if (origin !== 'null' && (text === origin || text === `${origin}/`)) return origin
      throw misconfigured(
        `trustedMediaOrigins holds "${text}", which is no origin. Write scheme, host and port and nothing more, such as https://cdn.example.com.`,
      )
    }),
  )
}

/** @throws VideoError `misconfigured` */
export function checkDialect(name: DialectName | undefined): DialectName | undefined {
  if (name === undefined || Object.hasOwn(dialects, name)) return name
  throw misconfigured(
    `openaiUpstream does not know the dialect "${name}". Use one of ${Object.keys(dialects).join(', ')}, or leave it out: unknown servers are found out about in use.`,
  )
}
