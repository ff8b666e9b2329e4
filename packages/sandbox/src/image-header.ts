/** Type and size of an image, read from its header. */
export interface ImageHeader {
  type: 'image/jpeg' | 'image/png' | 'image/webp'
  /** Pixels. */
  width: number
  height: number
}

/** Reads type and size from the header; undefined if it is not a JPEG, PNG or WebP, or truncated before its size. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readPng(view) ?? readWebp(view) ?? readJpeg(view)
  } catch (error) {
    // DataView throws a RangeError past the end: the header is cut short.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const text = (view: DataView, offset: number) =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(offset + index)))

// PNG 1.2, sections 3.1 and 4.1.1: an 8 byte signature, then IHDR is the first chunk.
function readPng(view: DataView): ImageHeader | undefined {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || text(view, 12) !== 'IHDR')
    return undefined
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

// RFC 9649: a RIFF file whose first chunk is VP8 (lossy), VP8L (lossless) or VP8X (extended).
function readWebp(view: DataView): ImageHeader | undefined {
  if (text(view, 0) !== 'RIFF' || text(view, 8) !== 'WEBP') return undefined
  const type = 'image/webp'
  switch (text(view, 12)) {
    case 'VP8 ':
      return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X': {
      const uint24 = (offset: number) => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)
      return { type, width: uint24(24) + 1, height: uint24(27) + 1 }
    }
    default:
      return undefined
  }
}

// ITU T.81, B.1.1.3: the frame header's marker is C0 to CF, except these three.
const notFrames = new Set([0xc4, 0xc8, 0xcc])

function readJpeg(view: DataView): ImageHeader | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined
  let offset = 2
  for (;;) {
    if (view.getUint8(offset) !== 0xff) return undefined
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) {
      offset += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && !notFrames.has(marker)) {
      return { type: 'image/jpeg', width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) }
    }
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)
    offset += standsAlone ? 2 : 2 + view.getUint16(offset + 2)
  }
}
