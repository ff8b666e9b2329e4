/**
 * A JPEG with an EXIF orientation put in front of it.
 *
 * @param jpeg as a canvas encodes it
 * @param orientation 1 to 8; 6 is a camera held upright, shown turned by 90 degrees clockwise. EXIF 2.32, tag 0x0112
 */
export const withOrientation = (jpeg: Uint8Array, orientation: number): Uint8Array => {
  const exif = [
    ...[0x45, 0x78, 0x69, 0x66, 0, 0], // Exif
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8], // big-endian TIFF, first directory at 8
    ...[0, 1], // one entry
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], // tag, SHORT, one value
    ...[0, 0, 0, 0], // no further directory
  ]
  const length = exif.length + 2
  return Uint8Array.from([...jpeg.slice(0, 2), 0xff, 0xe1, length >> 8, length & 0xff, ...exif, ...jpeg.slice(2)])
}
