import { VideoError } from '@dailies/core'
import { sourceOf, streamOf } from './byte-source'

/** Which part of a body to keep. */
export interface Cut {
  /** Bytes to drop at the start. */
  offset: number
  /** Bytes to keep after that. */
  length: number
}

/**
 * Streams a slice of a body, with back-pressure. The source is cancelled once the slice is complete or the stream is
 * cancelled. If the source ends too early, the stream fails, so that a truncated file is not mistaken for a complete
 * one.
 */
export function cutBody(body: ReadableStream<Uint8Array>, { offset, length }: Cut): ReadableStream<Uint8Array> {
  const source = sourceOf(body)
  let toSkip = offset
  let toTake = length
  return streamOf({
    async read() {
      while (toTake > 0) {
        const chunk = await source.read()
        if (chunk.done) {
          throw new VideoError('The file ended before its announced length, so the rest is missing. Try again.', {
            code: 'upstream_failed',
          })
        }
        const { value, release } = chunk
        const part = value.subarray(toSkip, toSkip + toTake)
        toSkip = Math.max(0, toSkip - value.byteLength)
        if (part.byteLength === 0) continue
        toTake -= part.byteLength
        if (toTake === 0) source.cancel()
        return { done: false, value: part, release }
      }
      return { done: true }
    },
    cancel: (reason) => source.cancel(reason),
  })
}
