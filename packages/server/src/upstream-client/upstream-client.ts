import { VideoError } from '@dailies/core'
import { parseRetryAfter } from '@dailies/core/internal'
import type { VideoFailure } from '@dailies/core'
import type { ErrorFields } from '@dailies/core/internal'
import { cancelBody } from '../net/cancel-body'
import { parseJson, readText } from '../net/read-json'
import { fetchHeadersTimeoutMs, longFetch } from '../net/long-fetch'
import { withTimeout } from '../net/with-timeout'
import { sanitizeFailure } from '../upstream/sanitize-error'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import { anything, callback, checkOptions, texts } from '../options'
import type { OptionKinds } from '../options'
import type { UpstreamJob } from '../upstream/upstream'
import { authenticatedFetch } from './authenticated-fetch'
import { toCreateError, toVideoError } from './call-error'
import { createFileClient } from './file-client'
import type { FileClient } from './file-client'
import { networkOptionKinds, pickNetworkOptions, resolveNetworkOptions } from './network-options'
import type { UpstreamNetworkOptions } from './network-options'
import { checkBaseURL, checkHeaders } from './option-checks'
import { ResponseError } from './response-error'
import { maxResponseBytes, noResponseError } from './response-limits'

/** Options of {@link createUpstreamClient}. */
export interface UpstreamClientOptions extends UpstreamNetworkOptions {
  /** Base URL of the provider's API. The headers are sent to its origin only. */
  baseURL: string
  /** Headers of every request, with the key. */
  headers: Readonly<Record<string, string>>
  /** Texts that no error message, log or file URL may contain: the key. */
  secrets: readonly string[]
  /** Reads the code, the message and the field of an error body. @default the formats of known APIs */
  parseError?: ((body: unknown) => ErrorFields) | undefined
  /** Whether an error status and its text say that a file does not exist. @default a 404 */
  isMissingFile?: ((status: number, text: string) => boolean) | undefined
}

const clientOptionKinds: OptionKinds<UpstreamClientOptions> = {
  ...networkOptionKinds,
  // Checked one by one.
  baseURL: anything,
  headers: anything,
  secrets: texts,
  parseError: callback,
  isMissingFile: callback,
}

/** Options of one request of an {@link UpstreamClient}. */
export interface UpstreamRequestOptions {
  /** Sent as JSON. */
  body?: unknown
  /** Query parameters. */
  query?: Readonly<Record<string, string>> | undefined
  /** Headers beside those of the client. */
  headers?: Readonly<Record<string, string>> | undefined
  /** Aborts the request. */
  signal?: AbortSignal | undefined
  /** Ids of the provider in this request; they do not appear in error messages. */
  ids?: readonly string[] | undefined
}

/** A JSON response of the provider. */
export interface UpstreamResponse {
  /** The HTTP status, 200 to 299. */
  status: number
  /** The parsed JSON; undefined if the body is empty. */
  body: unknown
  /** Milliseconds that the provider wants between polls, from `Retry-After`; undefined if it sent none. */
  pollAfterMs: number | undefined
}

/** Options of a request that creates a job. */
export interface UpstreamCreateRequestOptions extends UpstreamRequestOptions {
  /** Sent as the header `Idempotency-Key`. */
  idempotencyKey: string
}

/** HTTP for an upstream of one's own: requests with the key, files without it, and errors that may be shown. */
export interface UpstreamClient {
  /**
   * Sends a request with the key, and returns the JSON of the response. `path` is below `baseURL` and begins with a
   * slash.
   *
   * @throws VideoError also for every error status
   */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options?: UpstreamRequestOptions,
  ): Promise<UpstreamResponse>
  /**
   * Sends a POST that creates a job, once.
   *
   * @param read reads the job from the response; throws if it names none
   * @throws SubmissionRejectedError if the provider certainly created no job
   * @throws VideoError if it may have created one: the response is lost, or could not be read
   */
  create(
    path: string,
    options: UpstreamCreateRequestOptions,
    read: (response: UpstreamResponse) => UpstreamJob,
  ): Promise<UpstreamJob>
  /**
   * Fetches the file at a URL of a response: with the key if it is on the origin of `baseURL`, otherwise without it and
   * from public addresses only.
   */
  file: FileClient
  /** Makes the reason of a failed job fit for users: without addresses, paths, keys and `ids`. */
  failure(reason: ErrorFields, ids?: readonly string[]): VideoFailure
}

/**
 * Creates the HTTP client of an upstream. It opens no connection before the first call, sends the key to the origin of
 * `baseURL` only, never sends a create request twice, and bounds every response in size and time.
 *
 * @throws VideoError `misconfigured` if an option is invalid
 */
export function createUpstreamClient(options: UpstreamClientOptions): UpstreamClient {
  const where = 'createUpstreamClient'
  checkOptions(where, options, clientOptionKinds, ['secrets'])
  const baseURL = checkBaseURL(where, options.baseURL)
  const keyHeaders = checkHeaders(where, options.headers)
  const { origin } = baseURL
  // The host is the operator's, and nothing that users need.
  const secrets = [...options.secrets, baseURL.host]
  const { fetch, now, readTimeoutMs, createTimeoutMs } = resolveNetworkOptions(options)
  const { parseError, isMissingFile } = options
  const sendWith = (timeoutMs: number) =>
    authenticatedFetch({
      fetch: options.fetch ?? (timeoutMs > fetchHeadersTimeoutMs ? longFetch(fetch) : fetch),
      origin,
      secrets,
    })
  const [sendRead, sendCreate] = [sendWith(readTimeoutMs), sendWith(createTimeoutMs)]
  const contextOf = (ids: readonly string[] = []) => ({ now: now(), secrets: [...secrets, ...ids], parseError })

  async function call(
    method: string,
    path: string,
    { body, query, headers, signal: outer }: UpstreamRequestOptions,
    isCreate: boolean,
  ): Promise<UpstreamResponse> {
    const [send, timeoutMs] = isCreate ? [sendCreate, createTimeoutMs] : [sendRead, readTimeoutMs]
    const url = new URL(`${baseURL.href.replace(/\/$/, '')}${path}`)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    const content = body === undefined ? undefined : JSON.stringify(body)
    const init = {
      method,
      headers: { accept: 'application/json', ...(content && jsonType), ...headers, ...keyHeaders },
      ...(content !== undefined && { body: content }),
    }
    const response = await withTimeout((signal) => send(url, { ...init, signal }), {
      timeoutMs,
      timeoutError: () => noResponseError(timeoutMs),
      signal: outer,
      onLate: (late) => cancelBody(late.body),
    })
    const text = await readText(response.body, { maxBytes: maxResponseBytes, timeoutMs })
    const json = parseJson(text)
    if (!response.ok) throw new ResponseError(response.status, response.headers, wrappedError(json))
    if (json === undefined && text.trim() !== '') {
      throw new VideoError(
        'The video service sent a response that is not JSON. If this lasts, check that baseURL points to its API.',
        { code: 'upstream_failed' },
      )
    }
    return { status: response.status, body: json, pollAfterMs: parseRetryAfter(response.headers, now()) }
  }

  return {
    request: (method, path, options = {}) =>
      call(method, path, options, false).catch((error: unknown) => {
        throw toVideoError(error, contextOf(options.ids))
      }),

    async create(path, { idempotencyKey, ...options }, read) {
      if (options.signal?.aborted === true) {
        throw new SubmissionRejectedError('The request was aborted before it was sent, so no video was created.', {
          code: 'upstream_timeout',
        })
      }
      const headers = { 'idempotency-key': idempotencyKey, ...options.headers }
      try {
        return read(await call('POST', path, { ...options, headers }, true))
      } catch (error) {
        throw toCreateError(error, contextOf(options.ids))
      }
    },

    file: createFileClient({
      ...pickNetworkOptions(options),
      secrets: options.secrets,
      keyed: { origin, headers: keyHeaders },
      isMissingFile,
    }),

    failure: (reason, ids = []) => sanitizeFailure(reason, [...secrets, ...ids]),
  }
}

const jsonType = { 'content-type': 'application/json' }

/** The body of an error, which `authenticatedFetch` has wrapped. */
const wrappedError = (json: unknown): unknown => (json as { error: unknown }).error
