/** How many leading bytes {@link sniff} needs. */
export const sniffLength = 16

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

const startsWith = (bytes: Uint8Array, ...expected: number[]): boolean =>
  expected.every((byte, index) => bytes[index] === byte)

/** Whether a server sent text instead of a file: JSON, HTML or XML, after white space and a byte order mark. */
const isMarkupOrJSON = (bytes: Uint8Array): boolean => {
  const text = ascii(bytes, startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0, sniffLength).trimStart()
  return /^[{["<]/.test(text)
}

/**
 * MIME sniffing: detects the content type from a file's first bytes. `Content-Type` cannot be trusted: servers send the
 * video as a thumbnail, and an AVI as `video/mp4`. Returns `text` for a response that is not a media file, and
 * undefined for unknown bytes.
 */
export function sniff(bytes: Uint8Array): string | undefined {
  // ISO/IEC 14496-12 section 4.3: a file type box; QuickTime's own brand is `qt  `.
  if (ascii(bytes, 4, 8) === 'ftyp') {
    const brand = ascii(bytes, 8, 12)
    if (brand === 'avif' || brand === 'avis') return 'image/avif'
    return brand === 'qt  ' ? 'video/quicktime' : 'video/mp4'
  }
  if (startsWith(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return 'video/webm'
  if (ascii(bytes, 0, 4) === 'RIFF') {
    const form = ascii(bytes, 8, 12)
    if (form === 'AVI ') return 'video/x-msvideo'
    if (form === 'WEBP') return 'image/webp'
    return undefined
  }
  if (ascii(bytes, 0, 4) === 'GIF8') return 'image/gif'
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  return isMarkupOrJSON(bytes) ? 'text' : undefined
}
