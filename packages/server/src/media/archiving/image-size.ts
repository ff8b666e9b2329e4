import type { PixelSize } from '@dailies/core'
import { sourceOf } from '../../net/byte-source'
import { readImageHeader } from '../../net/image-header'
import { joinBytes } from '../../net/join-bytes'

/** How many bytes of an image are read to find its size, which follows its metadata near the start. */
export const headLength = 65_536

/**
 * Reads the size of an image from its header, and cancels the rest of the stream. Returns undefined if the header has
 * no size.
 */
export async function readImageSize(body: ReadableStream<Uint8Array>): Promise<PixelSize | undefined> {
  const source = sourceOf(body)
  let head: Uint8Array = new Uint8Array()
  try {
    while (head.byteLength < headLength) {
      const { done, value } = await source.read()
      if (done) return undefined
      head = joinBytes([head, value])
      const image = readImageHeader(head)
      if (image) return { width: image.width, height: image.height }
    }
    return undefined
  } finally {
    source.cancel()
  }
}
