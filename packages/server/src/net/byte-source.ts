import { cancelBody } from './cancel-body'

/** A chunk of bytes, or the end. */
type Chunk =
  | {
      done: false
      value: Uint8Array
      /** Returns the memory of the chunk to its source, which then reads into it again. A reader that keeps it calls nothing. */
      release?: (() => void) | undefined
    }
  | { done: true; value?: Uint8Array | undefined }

/** A pull-based source of bytes, read chunk by chunk. */
export interface ByteSource {
  /** Reads the next chunk; only one read at a time. Rejects if the source fails. */
  read(): Promise<Chunk>
  /** Stops reading and releases the source; may also be called after the end. */
  cancel(reason?: unknown): void
}

const sources = new WeakMap<ReadableStream<Uint8Array>, ByteSource>()

/** Wraps a source in a lazy stream: the source is read only when the stream is read. */
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
 * Locks a stream and returns its source. For a stream of {@link streamOf} that is the original source, which avoids
 * reading through the stream: each stream in between costs about as much per chunk as sending the chunk.
 */
export function sourceOf(stream: ReadableStream<Uint8Array>): ByteSource {
  const reader = stream.getReader()
  return sources.get(stream) ?? { read: () => reader.read(), cancel: (reason) => cancelBody(reader, reason) }
}
