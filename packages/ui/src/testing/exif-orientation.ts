/**
 * Adds an EXIF orientation to a JPEG.
 *
 * @param jpeg as a canvas encodes it
 * @param orientation 1 to 8; 6 is a camera held upright: viewers rotate the image by 90 degrees clockwise. EXIF 2.32,
 * tag 0x0112
 */
export const withOrientation = (jpeg: Uint8Array, orientation: number): Uint8Array => {
  const exif = bytesOf(
    '457869660000', // Exif
    '4d4d002a00000008', // big-endian TIFF, its first directory at 8
    '0001', // one entry: tag, SHORT, one value
    `0112000300000001000${orientation}0000`,
    '00000000', // no further directory
  )
  const length = exif.length + 2
  return Uint8Array.from([...jpeg.slice(0, 2), 0xff, 0xe1, length >> 8, length & 0xff, ...exif, ...jpeg.slice(2)])
}

const bytesOf = (...hex: string[]): number[] => [...Buffer.from(hex.join(''), 'hex')]
