/** Pixels of a picture, as a canvas gives them: four bytes each, row by row. */
export interface Pixels {
  /** In pixels. */
  width: number
  /** In pixels. */
  height: number
  /** Four bytes a pixel (red, green, blue, alpha), row by row. */
  data: ArrayLike<number>
}

/** How bright each pixel of a picture is, 0 to 255, row by row. */
export interface Brightness {
  width: number
  height: number
  values: Float32Array
}

export function brightnessOf({ width, height, data }: Pixels): Brightness {
  const values = new Float32Array(width * height)
  for (let index = 0; index < values.length; index += 1) {
    const at = index * 4
    values[index] = 0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0)
  }
  return { width, height, values }
}

/** A part of a picture; fractions of a pixel are cut off. */
export interface Region {
  x: number
  y: number
  width: number
  height: number
}

/** So many points of a region in each direction, evenly spread, without its outer tenth: compression lets the neighbour shine in. */
export function sample(
  { width, values }: Brightness,
  { x, y, width: across, height: down }: Region,
  points: number,
): number[] {
  const samples: number[] = []
  for (let row = 0; row < points; row += 1) {
    for (let column = 0; column < points; column += 1) {
      const left = Math.floor(x + across * (0.1 + (0.8 * (column + 0.5)) / points))
      const top = Math.floor(y + down * (0.1 + (0.8 * (row + 0.5)) / points))
      samples.push(values[top * width + left] ?? 0)
    }
  }
  return samples
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / (values.length || 1)

export const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
