import type { ByteRange } from '../net/byte-range'

const chunkSize = 262_144

/** Streams a range of bytes in chunks, each of which is read when it is wanted; `end` of a read is exclusive. */
export function chunkedStream(
  { start, end }: ByteRange,
  read: (start: number, end: number) => Uint8Array | Promise<Uint8Array>,
): ReadableStream<Uint8Array> {
  let position = start
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (position > end) return controller.close()
        const next = Math.min(position + chunkSize, end + 1)
        controller.enqueue(await read(position, next))
        position = next
        if (position > end) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}
