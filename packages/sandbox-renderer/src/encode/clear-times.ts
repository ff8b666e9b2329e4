const containers = new Set(['moov', 'trak', 'mdia'])
const headers = new Set(['mvhd', 'tkhd', 'mdhd'])

/**
 * Sets the times of creation and modification in an MP4 to zero, so that the same request gives the same bytes. Each
 * header begins with its version, three bytes of flags and both times: ISO/IEC 14496-12, 8.2.2, 8.3.2 and 8.4.2.
 */
export function clearTimes<Bytes extends Uint8Array>(mp4: Bytes): Bytes {
  const view = new DataView(mp4.buffer, mp4.byteOffset, mp4.byteLength)
  for (let at = 0; at + 8 <= mp4.byteLength;) {
    const size = view.getUint32(at)
    const type = String.fromCharCode(...mp4.subarray(at + 4, at + 8))
    if (containers.has(type)) clearTimes(mp4.subarray(at + 8, at + size))
    if (headers.has(type)) mp4.fill(0, at + 12, at + 12 + (view.getUint8(at + 8) === 1 ? 16 : 8))
    // A size of 1 announces a 64-bit size; the media data, which may need it, come last.
    if (size < 8) break
    at += size
  }
  return mp4
}
