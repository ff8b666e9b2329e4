import { VideoError } from '@dailies/core'
import type { ModelOption } from './catalogue'
import { dialects } from './dialects'
import type { DialectName } from './dialects'
import { anything, callback, checkOptions, flag, positive, text, timerMs } from '../options'
import type { OptionKinds } from '../options'

/** Options of `openaiUpstream`. */
export interface OpenAIUpstreamOptions {
  /**
   * Stable id of this upstream, stored with every job. Two servers that share a store but not the API key need different
   * ids, because a job is polled by the upstream of its id only.
   *
   * @default 'openai'
   */
  id?: string | undefined
  /**
   * Base URL of the Videos API, including the version: `https://api.example.com/v1`. The API key is sent to this origin
   * only.
   */
  baseURL: string | undefined
  /** API key of that server. Any non-empty string for a server without authentication. */
  apiKey: string | undefined
  /**
   * Models to offer; the first is the default.
   *
   * @default OpenAI's models, if the dialect serves them. Otherwise required.
   */
  models?: readonly ModelOption[] | undefined
  /** Name of the server, if it is a known one. @default detected: unsupported features are found out in use */
  dialect?: DialectName | undefined
  /** Signing secret of its webhooks, such as `whsec_…`. Without it webhooks are not accepted. */
  webhookSecret?: string | undefined
  /**
   * The server creates one job per `Idempotency-Key`, so that a create request without a response may be retried.
   *
   * @default false
   */
  idempotent?: boolean | undefined
  /**
   * Other origins that files may be fetched from without SSRF protection, compared exactly: `https://cdn.example.com`.
   * Required for hosts on a private network, and for any other origin in a runtime without sockets.
   *
   * @default none
   */
  trustedMediaOrigins?: readonly string[] | undefined
  /** Headers of every request: `{ 'custom-llm-provider': 'openai' }`. @default none */
  headers?: Readonly<Record<string, string>> | undefined
  /** Query parameters of every request: `{ 'api-version': 'preview' }`. @default none */
  query?: Readonly<Record<string, string>> | undefined
  /** Currency of the prices, in ISO 4217. @default 'USD' */
  currency?: string | undefined
  /** Maximum size of a file, in bytes. @default 4_294_967_296 */
  maxMediaBytes?: number | undefined
  /** Idle timeout while a file is downloaded: maximum wait for the next chunk, in milliseconds. @default 30_000 */
  mediaIdleTimeoutMs?: number | undefined
  /**
   * Maximum total wait for the chunks of one file, in milliseconds. Counts only waiting for the server, not for a slow
   * reader.
   *
   * @default 900_000
   */
  maxMediaWaitMs?: number | undefined
  /** Timeout of every request that creates no job, in milliseconds. @default 30_000 */
  readTimeoutMs?: number | undefined
  /**
   * Timeout of a create request, in milliseconds. Synchronous servers render the video before they respond.
   *
   * @default 600_000
   */
  createTimeoutMs?: number | undefined
  /**
   * Sends every request to the upstream: the platform's `fetch`, or a function like it. The first argument is a Request;
   * the signal is in the second, because a signal inside a Request can be lost at a garbage collection. By default
   * `node:http` is used for files, which uses less CPU, and for requests that may take longer than the 300 seconds that
   * `fetch` of Node.js waits, unless a global dispatcher such as a proxy is set for `fetch`.
   *
   * @default `globalThis.fetch`
   */
  fetch?: ((input: Request, init?: RequestInit) => Promise<Response>) | undefined
  /** Clock in Unix milliseconds, for the age of webhooks and for `Retry-After` dates. @default Date.now */
  now?: (() => number) | undefined
}

const optionKinds: OptionKinds<OpenAIUpstreamOptions> = {
  id: text,
  // These are checked one by one below.
  baseURL: anything,
  apiKey: anything,
  dialect: anything,
  trustedMediaOrigins: anything,
  headers: anything,
  models: anything,
  query: anything,
  webhookSecret: text,
  idempotent: flag,
  currency: text,
  maxMediaBytes: positive,
  mediaIdleTimeoutMs: timerMs,
  maxMediaWaitMs: positive,
  readTimeoutMs: timerMs,
  createTimeoutMs: timerMs,
  fetch: callback,
  now: callback,
}

/** @throws VideoError `misconfigured` */
export const checkUpstreamOptions = (options: OpenAIUpstreamOptions): void =>
  checkOptions('openaiUpstream', options, optionKinds)

/** @throws VideoError `misconfigured` */
export function checkDialect(name: DialectName | undefined): DialectName | undefined {
  if (name === undefined || Object.hasOwn(dialects, name)) return name
  throw new VideoError(
    `openaiUpstream does not know the dialect "${name}". Use one of ${Object.keys(dialects).join(', ')}, or omit it: the features of other servers are detected in use.`,
    { code: 'misconfigured' },
  )
}
