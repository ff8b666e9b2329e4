/** One picture as the encoder takes it: I420, BT.709, limited range. */
export interface Frame {
  width: number
  height: number
  /** The three planes behind one another. */
  bytes: Uint8Array
  y: Uint8Array
  /** Half as wide and half as high, as `v`. */
  u: Uint8Array
  v: Uint8Array
}

/** An empty frame; both sides even. */
export function createFrame(width: number, height: number): Frame {
  const luma = width * height
  const chroma = luma / 4
  const bytes = new Uint8Array(luma + 2 * chroma)
  return {
    width,
    height,
    bytes,
    y: bytes.subarray(0, luma),
    u: bytes.subarray(luma, luma + chroma),
    v: bytes.subarray(luma + chroma),
  }
}

/** Writes the frame as 8-bit RGB, scaled down by the whole number `step` with each block averaged. */
export function frameToRgb(frame: Frame, step = 1): { data: Uint8Array; width: number; height: number } {
  const width = Math.floor(frame.width / step)
  const height = Math.floor(frame.height / step)
  const data = new Uint8Array(width * height * 3)
  const chromaWidth = frame.width / 2
  for (let row = 0, out = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, out += 3) {
      let sum = 0
      for (let dy = 0; dy < step; dy += 1) {
        const start = (row * step + dy) * frame.width + column * step
        for (let dx = 0; dx < step; dx += 1) sum += frame.y[start + dx] ?? 0
      }
      const chroma = ((row * step + (step >> 1)) >> 1) * chromaWidth + ((column * step + (step >> 1)) >> 1)
      const luma = (sum / (step * step) - 16) * 1.164384
      const blue = (frame.u[chroma] ?? 128) - 128
      const red = (frame.v[chroma] ?? 128) - 128
      data[out] = clampByte(luma + 1.792741 * red)
      data[out + 1] = clampByte(luma - 0.213249 * blue - 0.532909 * red)
      data[out + 2] = clampByte(luma + 2.112402 * blue)
    }
  }
  return { data, width, height }
}

/** Reads 8-bit RGB pixels of exactly the frame's size into it. */
export function rgbToFrame(rgb: Uint8Array, frame: Frame): void {
  const { width, height } = frame
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      let red = 0
      let green = 0
      let blue = 0
      for (let corner = 0; corner < 4; corner += 1) {
        const pixel = (row + (corner >> 1)) * width + column + (corner & 1)
        const r = rgb[pixel * 3] ?? 0
        const g = rgb[pixel * 3 + 1] ?? 0
        const b = rgb[pixel * 3 + 2] ?? 0
        frame.y[pixel] = Math.round(16 + 0.182586 * r + 0.614231 * g + 0.062007 * b)
        red += r / 4
        green += g / 4
        blue += b / 4
      }
      const chroma = (row >> 1) * (width >> 1) + (column >> 1)
      frame.u[chroma] = Math.round(128 - 0.100644 * red - 0.338572 * green + 0.439216 * blue)
      frame.v[chroma] = Math.round(128 + 0.439216 * red - 0.398942 * green - 0.040274 * blue)
    }
  }
}

const clampByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : Math.round(value))
