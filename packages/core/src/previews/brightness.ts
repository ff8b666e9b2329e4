/** Pixels of an image in RGBA, compatible with the `ImageData` of a canvas. */
export interface Pixels {
  /** Width in pixels. */
  width: number
  /** Height in pixels. */
  height: number
  /** Four bytes per pixel (red, green, blue, alpha), row by row. */
  data: ArrayLike<number>
}

/** Luminance of each pixel of an image, 0 to 255, row by row. */
export interface Brightness {
  width: number
  height: number
  values: Float32Array
}

export function brightnessOf({ width, height, data }: Pixels): Brightness {
  const values = new Float32Array(width * height)
  for (let index = 0; index < values.length; index += 1) {
    const offset = index * 4
    values[index] = 0.3 * (data[offset] ?? 0) + 0.59 * (data[offset + 1] ?? 0) + 0.11 * (data[offset + 2] ?? 0)
  }
  return { width, height, values }
}

/** A rectangular region of an image; fractions of a pixel are truncated. */
export interface Region {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Samples a region at `points` × `points` evenly spaced positions. Leaves out a margin of 10 % on each side, because
 * compression blends neighbouring tiles there.
 */
export function sample(
  { width, values }: Brightness,
  { x, y, width: regionWidth, height: regionHeight }: Region,
  points: number,
): number[] {
  const samples: number[] = []
  for (let row = 0; row < points; row += 1) {
    for (let column = 0; column < points; column += 1) {
      const left = Math.floor(x + regionWidth * (0.1 + (0.8 * (column + 0.5)) / points))
      const top = Math.floor(y + regionHeight * (0.1 + (0.8 * (row + 0.5)) / points))
      samples.push(values[top * width + left] ?? 0)
    }
  }
  return samples
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / (values.length || 1)

export const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
