/** Type and dimensions of an image, from its header. */
export interface ImageHeader {
  type: 'image/jpeg' | 'image/png' | 'image/webp'
  /** Pixels. */
  width: number
  height: number
}

/** Reads type and dimensions from the header alone; undefined if it is not a JPEG, PNG or WebP, or is truncated. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  try {
    if (view.getUint32(0) === 0x89504e47) return readPNG(view)
    if (word(0) === 'RIFF' && word(8) === 'WEBP') return readWebP(view, word(12))
    return view.getUint16(0) === 0xffd8 ? readJPEG(view) : undefined
  } catch {
    // A DataView throws if the header is truncated.
    return undefined
  }
}

// PNG, section 5.2 and 11.2.2: the signature, then IHDR is the first chunk.
const readPNG = (view: DataView): ImageHeader | undefined =>
  view.getUint32(4) === 0x0d0a1a0a && view.getUint32(12) === 0x49484452
    ? { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
    : undefined

// RFC 9649: the first chunk is lossy (RFC 6386 section 9.1), lossless, or a feature list.
function readWebP(view: DataView, chunk: string): ImageHeader | undefined {
  const type = 'image/webp'
  if (chunk === 'VP8 ')
    return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  const side = (at: number): number => (view.getUint16(at, true) | (view.getUint8(at + 2) << 16)) + 1
  return chunk === 'VP8X' ? { type, width: side(24), height: side(27) } : undefined
}

// ITU T.81, B.1.1: segments up to the frame header, which is any marker from C0 to CF except C4, C8 and CC.
function readJPEG(view: DataView): ImageHeader | undefined {
  let at = 2
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 !== 0)) {
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    }
    // Fill bytes, and markers without a segment (TEM, RST).
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
