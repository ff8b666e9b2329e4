import type { PixelSize } from '@dailies/core'
import { sourceOf } from '../byte-source'
import { readImageHeader } from '../guards/image-header'
import { joinBytes } from '../join-bytes'

/** A picture's size stands near its start, behind at most its metadata. Bytes. */
export const headLength = 65_536

/** The size of a picture by its header, whose rest is not asked for; undefined where that does not tell it. */
export async function pictureSize(body: ReadableStream<Uint8Array>): Promise<PixelSize | undefined> {
  const source = sourceOf(body)
  let head: Uint8Array = new Uint8Array()
  try {
    while (head.byteLength < headLength) {
      const { done, value } = await source.read()
      if (done) return undefined
      head = joinBytes([head, value])
      const picture = readImageHeader(head)
      if (picture) return { width: picture.width, height: picture.height }
    }
    return undefined
  } finally {
    source.cancel()
  }
}
