import { readImageHeader } from '../image-header'

const chunk = (id: string, ...parts: Uint8Array[]): Uint8Array => {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  // RIFF: a chunk of odd length is padded with a byte that its length does not count.
  const bytes = new Uint8Array(8 + length + (length % 2))
  bytes.set(new TextEncoder().encode(id))
  new DataView(bytes.buffer).setUint32(4, length, true)
  let offset = 8
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

const list = (id: string, type: string, ...parts: Uint8Array[]) => chunk(id, new TextEncoder().encode(type), ...parts)

const words = (...values: (number | string)[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of values.entries()) {
    if (typeof value === 'number') view.setUint32(index * 4, value, true)
    else bytes.set(new TextEncoder().encode(value), index * 4)
  }
  return bytes
}

/**
 * A valid AVI with one Motion JPEG frame that lasts as long as the video.
 * Its layout is Microsoft's "AVI RIFF File Reference": the headers avih, strh and strf, the frames, and their index.
 */
export function aviOf(jpeg: Uint8Array, seconds: number): Uint8Array {
  const { width, height } = readImageHeader(jpeg) ?? { width: 0, height: 0 }
  const hasIndex = 0x10
  const keyFrame = 0x10
  const main = words(seconds * 1_000_000, 0, 0, hasIndex, 1, 0, 1, jpeg.length, width, height, 0, 0, 0, 0)
  const stream = words(
    'vids',
    'MJPG',
    0,
    0,
    0,
    seconds,
    1,
    0,
    1,
    jpeg.length,
    0xffffffff,
    0,
    0,
    height * 0x10000 + width,
  )
  const format = words(40, width, height, 0x180001, 'MJPG', width * height * 3, 0, 0, 0, 0)
  const headers = list(
    'LIST',
    'hdrl',
    chunk('avih', main),
    list('LIST', 'strl', chunk('strh', stream), chunk('strf', format)),
  )
  const frames = list('LIST', 'movi', chunk('00dc', jpeg))
  return list('RIFF', 'AVI ', headers, frames, chunk('idx1', words('00dc', keyFrame, 4, jpeg.length)))
}
