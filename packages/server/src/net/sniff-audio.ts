const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

/** Detects a sound file by its first bytes; undefined if it is none. */
export function sniffAudio(bytes: Uint8Array): string | undefined {
  // id3.org: a tag in front of the frames. ISO/IEC 11172-3 section 2.4.1.3: a frame begins with eleven set bits, and
  // layer III has the layer bits 01.
  const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2
  if (ascii(bytes, 0, 3) === 'ID3' || isFrame) return 'audio/mpeg'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WAVE') return 'audio/wav'
  // RFC 3533 section 6.
  if (ascii(bytes, 0, 4) === 'OggS') return 'audio/ogg'
  return ascii(bytes, 4, 8) === 'ftyp' && ascii(bytes, 8, 12) === 'M4A ' ? 'audio/mp4' : undefined
}
