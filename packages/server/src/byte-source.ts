import { cancelBody } from './upstream/cancel-body'

/** Where the bytes of a body come from, piece by piece. */
export interface ByteSource {
  /** The next piece; one is read at a time. Rejects where the rest is not to be had. */
  read(): Promise<{ done: false; value: Uint8Array } | { done: true; value?: Uint8Array | undefined }>
  /** Nobody reads any further; also called after the end. */
  cancel(reason?: unknown): void
}

const sources = new WeakMap<ReadableStream<Uint8Array>, ByteSource>()

/** A stream of these bytes, read no sooner than it is read itself. */
export function streamOf(source: ByteSource): ReadableStream<Uint8Array> {
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => source.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  sources.set(stream, source)
  return stream
}

/**
 * What a stream is read from, for its one reader. Behind a stream of {@link streamOf} that is its source itself: each stream on the way
 * costs every piece of a film about as much as it costs to send it.
 */
export function sourceOf(stream: ReadableStream<Uint8Array>): ByteSource {
  const reader = stream.getReader()
  return sources.get(stream) ?? { read: () => reader.read(), cancel: (reason) => cancelBody(reader, reason) }
}
