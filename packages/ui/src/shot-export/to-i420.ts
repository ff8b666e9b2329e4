/** The parts of red and blue in the brightness: ITU-R BT.709, and BT.601 for `smpte170m` and `bt470bg`. */
const weights = { bt709: [0.2126, 0.0722], bt601: [0.299, 0.114] } as const

/**
 * Converts pixels to planes of brightness and color with the limited range of video. Encoders given RGB write a range of their
 * own into the stream, which decoders keep for copied shots after it.
 *
 * @param rgba four bytes per pixel, as of a canvas; width and height are even
 */
export function toI420(
  rgba: Uint8ClampedArray,
  { width, height, matrix }: { width: number; height: number; matrix: keyof typeof weights },
): Uint8Array {
  const [red, blue] = weights[matrix]
  const green = 1 - red - blue
  const size = width * height
  const planes = new Uint8Array(size * 1.5)
  const at = (index: number) => rgba[index] ?? 0
  for (let pixel = 0; pixel < size; pixel += 1) {
    const index = pixel * 4
    planes[pixel] = 16.5 + (219 / 255) * (red * at(index) + green * at(index + 1) + blue * at(index + 2))
  }
  let plane = size
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const corner = (y * width + x) * 4
      const below = corner + width * 4
      const mean = (channel: number) =>
        (at(corner + channel) + at(corner + 4 + channel) + at(below + channel) + at(below + 4 + channel)) / 4
      const [r, g, b] = [mean(0), mean(1), mean(2)]
      const brightness = red * r + green * g + blue * b
      planes[plane] = 128.5 + (224 / 255) * ((b - brightness) / (2 * (1 - blue)))
      planes[plane + size / 4] = 128.5 + (224 / 255) * ((r - brightness) / (2 * (1 - red)))
      plane += 1
    }
  }
  return planes
}
