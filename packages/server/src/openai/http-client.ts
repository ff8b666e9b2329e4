import { VideoError } from '@dailies/core'
import { parseRetryAfter, type Fields } from '@dailies/core/internal'
import type { OpenAI } from 'openai'
import { toVideoError } from './call-error'
import type { CallErrorContext } from '../upstream-client/describe-status'
import { maxResponseBytes, noResponseError } from '../upstream-client/response-limits'
import { cancelBody } from '../net/cancel-body'
import { parseJson, readText } from '../net/read-json'
import { withTimeout } from '../net/with-timeout'

/** Options of one HTTP request to the upstream. */
interface HttpRequestOptions {
  body?: FormData | Fields | undefined
  query?: Record<string, string> | undefined
  headers?: Record<string, string> | undefined
  signal?: AbortSignal | undefined
  /** Timeout until the response starts, and again until its JSON body is read, in milliseconds. */
  timeoutMs: number
  /** The JSON may contain a whole short video (`b64_json`). @default false */
  mayInlineVideo?: boolean
}

/** A JSON response, with the delay it requests before the next poll. */
export interface HttpResponse {
  raw: unknown
  /** Milliseconds. */
  pollAfterMs: number | undefined
}

/**
 * The HTTP client of the upstream: the generic methods of the openai package without its retries. A create request that
 * is sent twice is billed twice, and the poller schedules its own retries.
 */
export interface HttpClient {
  /** Sends a request and returns the response with an unread body. Rejects with the errors of the openai package. */
  send(method: 'get' | 'post' | 'delete', path: string, request: HttpRequestOptions): Promise<Response>
  /** Sends a request and returns the JSON of the response; undefined if the body is empty. */
  call(method: 'get' | 'post' | 'delete', path: string, request: HttpRequestOptions): Promise<HttpResponse>
  /** Converts any error into a VideoError. */
  toVideoError(error: unknown): VideoError
  /** The context of error messages. `ids` are hidden in them too. */
  context(ids?: readonly string[]): CallErrorContext
}

/** Options of {@link createHttpClient}. */
export interface HttpClientOptions {
  client: OpenAI
  secrets: readonly string[]
  /** Unix milliseconds. */
  now: () => number
  /** Takes the slot of a response with a video in it: a few compressed bytes may become many. */
  acquireInlineSlot: () => Promise<() => void>
}

export function createHttpClient({ client, secrets, now, acquireInlineSlot }: HttpClientOptions): HttpClient {
  const context = (ids: readonly string[] = []) => ({ now: now(), secrets: [...secrets, ...ids] })

  const send: HttpClient['send'] = (method, path, { body, query, headers, signal: outer, timeoutMs }) =>
    withTimeout(
      (signal) =>
        client[method](path, {
          ...(body === undefined ? {} : { body }),
          ...(query === undefined ? {} : { query }),
          ...(headers === undefined ? {} : { headers }),
          signal,
          timeout: timeoutMs,
          maxRetries: 0,
        }).asResponse(),
      {
        timeoutMs,
        timeoutError: () => noResponseError(timeoutMs),
        signal: outer,
        onLate: (response) => cancelBody(response.body),
      },
    )

  return {
    send,
    context,
    toVideoError: (error) => toVideoError(error, context()),
    async call(method, path, request) {
      const response = await send(method, path, request)
      const text = await readText(response.body, {
        maxBytes: maxResponseBytes,
        timeoutMs: request.timeoutMs,
        ...(request.mayInlineVideo && { acquireInlineSlot }),
      })
      const raw = parseJson(text)
      if (raw === undefined && text.trim() !== '') {
        throw new VideoError(
          'The video service sent a response that is not JSON. If this lasts, check that baseURL points to a Videos API.',
          { code: 'upstream_failed' },
        )
      }
      return { raw, pollAfterMs: parseRetryAfter(response.headers, now()) }
    },
  }
}
