import { VideoError } from '@dailies/core'
import { letGo } from './upstream/let-go'

/** Which part of a body is passed on. */
export interface Cut {
  /** Bytes to drop at the start. */
  skip: number
  /** Bytes to pass on. */
  take: number
}

/**
 * Passes on part of a body as it arrives, at the pace of whoever reads it. Once enough has been passed on, or the reader leaves, the
 * source is cancelled; where the source ends too early the stream fails, so that a cut film is never taken for a whole one.
 */
export function cutBody(source: ReadableStream<Uint8Array>, { skip, take }: Cut): ReadableStream<Uint8Array> {
  const reader = source.getReader()
  let toSkip = skip
  let toTake = take
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read()
          if (done) {
            throw new VideoError('The file ended before its announced length, so the rest is missing. Ask again.', {
              code: 'upstream_failed',
            })
          }
          const part = value.subarray(toSkip, toSkip + toTake)
          toSkip = Math.max(0, toSkip - value.byteLength)
          if (part.byteLength === 0) continue
          toTake -= part.byteLength
          controller.enqueue(part)
          if (toTake > 0) return
          controller.close()
          letGo(reader)
          return
        }
      },
      cancel: (reason) => letGo(reader, reason),
    },
    { highWaterMark: 0 },
  )
}
