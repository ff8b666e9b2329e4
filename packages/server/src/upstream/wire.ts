import { VideoError } from '@dailies/core'
import type { OpenAI } from 'openai'
import { callError, retryAfterOf } from './call-error'
import type { CallErrorContext } from './call-error'
import type { Fields } from './read-json'
import { parseJson, readText } from './read-json'

/** One request upstream. */
interface WireRequest {
  body?: FormData | Fields | undefined
  query?: Record<string, string> | undefined
  headers?: Record<string, string> | undefined
  signal?: AbortSignal | undefined
  /** Until the answer begins, and again until it has ended where it is read here, in milliseconds. */
  timeout: number
}

/** A JSON answer, and how long it asks us to wait before the next look. */
export interface WireAnswer {
  raw: unknown
  /** Milliseconds. */
  pollAfterMs: number | undefined
}

/** The generic verbs of the openai package, without its own retries: a create sent twice is billed twice, and reads are paced by the watcher. */
export interface Wire {
  /** The answer, body unread. Rejects with what the openai package throws. */
  send(method: 'get' | 'post' | 'delete', path: string, request: WireRequest): Promise<Response>
  /** The answer as JSON; undefined where it has no body. */
  call(method: 'get' | 'post' | 'delete', path: string, request: WireRequest): Promise<WireAnswer>
  /** Whatever was thrown, as a VideoError. */
  failure(error: unknown): VideoError
  /** What a message must not repeat, these ids included. */
  context(ids?: readonly string[]): CallErrorContext
}

/** What a Wire is made of. */
export interface WireOptions {
  client: OpenAI
  secrets: readonly string[]
  /** Unix milliseconds. */
  now: () => number
}

/** A JSON answer may carry a whole film (`b64_json`), so its cap is that of a short film, in bytes. */
const maxAnswer = 64 * 1024 * 1024

/** Milliseconds to wait before the next look. */
function pollAfterMsOf(headers: Headers, now: number): number | undefined {
  // OpenAI's SDKs wait this long between polls.
  const asked = Number(headers.get('openai-poll-after-ms') ?? undefined)
  if (asked > 0) return asked
  const seconds = retryAfterOf(headers, now)
  return seconds === undefined ? undefined : seconds * 1000
}

export function createWire({ client, secrets, now }: WireOptions): Wire {
  const context = (ids: readonly string[] = []) => ({ now: now(), secrets: [...secrets, ...ids] })

  const send: Wire['send'] = (method, path, { body, query, headers, signal, timeout }) =>
    client[method](path, {
      ...(body === undefined ? {} : { body }),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { headers }),
      ...(signal === undefined ? {} : { signal }),
      timeout,
      maxRetries: 0,
    }).asResponse()

  return {
    send,
    context,
    failure: (error) => callError(error, context()),
    async call(method, path, request) {
      const response = await send(method, path, request)
      const text = await readText(response.body, { maxBytes: maxAnswer, timeout: request.timeout })
      const raw = parseJson(text)
      if (raw === undefined && text.trim() !== '') {
        throw new VideoError(
          'The video service answered with something that is not JSON. If this lasts, check that baseURL points to a Videos API.',
          { code: 'upstream_failed' },
        )
      }
      return { raw, pollAfterMs: pollAfterMsOf(response.headers, now()) }
    },
  }
}
