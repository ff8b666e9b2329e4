import { streamOf } from '../net/byte-source'
import { limitReader } from '../net/limit-reader'
import { sourceOfEvents } from './event-stream'
import type { EventStream } from './event-stream'
import { LazyResponse } from './lazy-response'

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // A proxy or middleware that compresses or transforms would buffer events.
  'Cache-Control': 'private, no-store, no-transform',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
}

/** The response to a HEAD request, which opens no stream. */
export const eventStreamHead = (): Response => new Response(null, { headers })

/** The response of an event stream, for any runtime. */
export const eventStreamResponse = (stream: EventStream, idleTimeoutMs: number): Response =>
  new Response(bodyOf(stream, idleTimeoutMs), { headers })

/** The same for an adapter that sends lazy responses: it connects the stream itself. */
export class LazyEventStreamResponse extends LazyResponse {
  readonly #idleTimeoutMs: number

  constructor(
    readonly stream: EventStream,
    idleTimeoutMs: number,
  ) {
    super({ status: 200, headers })
    this.#idleTimeoutMs = idleTimeoutMs
  }

  protected override makeBody(): ReadableStream<Uint8Array> | string {
    // A wrapper may look at the body when the adapter has connected the stream already, for example to log it.
    return this.stream.isConnected ? '' : bodyOf(this.stream, this.#idleTimeoutMs)
  }
}

const bodyOf = (stream: EventStream, idleTimeoutMs: number): ReadableStream<Uint8Array> =>
  limitReader(streamOf(sourceOfEvents(stream)), { idleTimeoutMs, onEnd: () => stream.end() })
