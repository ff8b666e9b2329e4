// The UUID of the box that holds a C2PA manifest in an MP4: C2PA 2.1, "Embedding manifests into BMFF-based assets".
const c2paUuid = 'd8fec3d61b0e483c92975828877ec481'

// No file of a video service has this many boxes at its top level.
const maxBoxes = 64

/** Whether an MP4 has provenance data (C2PA). Reads the headers of its top-level boxes only. */
export async function hasProvenance(
  size: number,
  read: (start: number, end: number) => Promise<Uint8Array> | Uint8Array,
): Promise<boolean> {
  let at = 0
  for (let count = 0; at + 8 <= size && count < maxBoxes; count += 1) {
    const header = await read(at, Math.min(at + 32, size))
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
    const isLarge = view.getUint32(0) === 1
    const length = isLarge && header.length >= 16 ? Number(view.getBigUint64(8)) : view.getUint32(0)
    const content = isLarge ? 16 : 8
    if (typeOf(header) === 'uuid' && toHex(header.subarray(content, content + 16)) === c2paUuid) return true
    // A length of 0 is to the end of the file; a shorter one than its header is not an MP4.
    if (length < content) return false
    at += length
  }
  return false
}

const typeOf = (header: Uint8Array): string => String.fromCodePoint(...header.subarray(4, 8))

/** The bytes as hexadecimal digits. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
