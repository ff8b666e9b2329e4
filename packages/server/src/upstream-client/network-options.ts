import type { Fetch } from '../net/fetch'
import { anything, callback, positive, timerMs } from '../options'
import type { OptionKinds } from '../options'
import { checkOrigins } from './option-checks'

/** Limits and replacements that every upstream on an upstream client has as options. */
export interface UpstreamNetworkOptions {
  /**
   * Other origins that files may be fetched from without SSRF protection, compared exactly: `https://cdn.example.com`.
   * Required for hosts on a private network, and for any other origin in a runtime without sockets.
   *
   * @default none
   */
  trustedMediaOrigins?: readonly string[] | undefined
  /** Timeout of every request that creates no job, in milliseconds. @default 30_000 */
  readTimeoutMs?: number | undefined
  /** Timeout of a create request, in milliseconds. @default 120_000 */
  createTimeoutMs?: number | undefined
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
  /**
   * Sends every request to the upstream: the platform's `fetch`, or a function like it. The first argument is a Request;
   * the signal is in the second, because a signal inside a Request can be lost at a garbage collection. By default
   * `node:http` is used for files, which uses less CPU, and for requests that may take longer than the 300 seconds that
   * `fetch` of Node.js waits, unless a global dispatcher such as a proxy is set for `fetch`.
   *
   * @default `globalThis.fetch`
   */
  fetch?: ((input: Request, init?: RequestInit) => Promise<Response>) | undefined
  /** Clock in Unix milliseconds, for `Retry-After` dates. @default Date.now */
  now?: (() => number) | undefined
}

/** The kinds of the {@link UpstreamNetworkOptions}. */
export const networkOptionKinds: OptionKinds<UpstreamNetworkOptions> = {
  // Checked one by one.
  trustedMediaOrigins: anything,
  readTimeoutMs: timerMs,
  createTimeoutMs: timerMs,
  maxMediaBytes: positive,
  mediaIdleTimeoutMs: timerMs,
  maxMediaWaitMs: positive,
  fetch: callback,
  now: callback,
}

const platformFetch: Fetch = (input, init) => globalThis.fetch(input, init)

/**
 * The options with their defaults.
 *
 * @throws VideoError `misconfigured`
 */
export function resolveNetworkOptions(options: UpstreamNetworkOptions) {
  const {
    readTimeoutMs = 30_000,
    createTimeoutMs = 120_000,
    maxMediaBytes = 4_294_967_296,
    mediaIdleTimeoutMs = 30_000,
    maxMediaWaitMs = 900_000,
    fetch = platformFetch,
    now = Date.now,
  } = options
  const limits = { readTimeoutMs, createTimeoutMs, maxMediaBytes, mediaIdleTimeoutMs, maxMediaWaitMs }
  return { ...limits, fetch, now, trustedMediaOrigins: checkOrigins(options.trustedMediaOrigins ?? []) }
}

/** The network options among others. */
export const pickNetworkOptions = (options: UpstreamNetworkOptions): UpstreamNetworkOptions =>
  Object.fromEntries(
    Object.keys(networkOptionKinds).map((name) => [name, options[name as keyof UpstreamNetworkOptions]]),
  )
