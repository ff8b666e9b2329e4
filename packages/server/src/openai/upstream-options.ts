import { VideoError } from '@dailies/core'
import type { ModelOption } from './catalogue'
import { dialects } from './dialects'
import type { DialectName } from './dialects'
import { anything, checkOptions, flag, text } from '../options'
import type { OptionKinds } from '../options'
import { networkOptionKinds } from '../upstream-client/network-options'
import type { UpstreamNetworkOptions } from '../upstream-client/network-options'

/** Options of `openaiUpstream`. */
export interface OpenAIUpstreamOptions extends UpstreamNetworkOptions {
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
  /** Headers of every request: `{ 'custom-llm-provider': 'openai' }`. @default none */
  headers?: Readonly<Record<string, string>> | undefined
  /** Query parameters of every request: `{ 'api-version': 'preview' }`. @default none */
  query?: Readonly<Record<string, string>> | undefined
  /** Currency of the prices, in ISO 4217. @default 'USD' */
  currency?: string | undefined
  /**
   * Timeout of a create request, in milliseconds. Synchronous servers render the video before they respond.
   *
   * @default 600_000
   */
  createTimeoutMs?: number | undefined
  /** Clock in Unix milliseconds, for the age of webhooks and for `Retry-After` dates. @default Date.now */
  now?: (() => number) | undefined
}

const optionKinds: OptionKinds<OpenAIUpstreamOptions> = {
  ...networkOptionKinds,
  id: text,
  // These are checked one by one below.
  baseURL: anything,
  apiKey: anything,
  dialect: anything,
  headers: anything,
  models: anything,
  query: anything,
  webhookSecret: text,
  idempotent: flag,
  currency: text,
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
