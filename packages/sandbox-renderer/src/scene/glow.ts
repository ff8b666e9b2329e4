import type { Frame } from '../frame'
import type { Yuv } from './colour'

/** A light without an edge: strongest in the middle, gone at `radius`. */
export interface Glow {
  /** Half as fine as the picture, which a light without an edge never shows. */
  strength: Uint8Array
  side: number
}

const steps = 512

/** How strong a light is, 0 to 1, from its rim (0) to its middle (1). */
export type Falloff = (inside: number) => number

/** Fades evenly; `power` above 1 gathers the light in the middle. */
export const soft =
  (power: number): Falloff =>
  (inside) =>
    (inside * inside * (3 - 2 * inside)) ** power

/** A light out of focus: a flat disc, brightest at its rim. */
export const outOfFocus: Falloff = (inside) => Math.min(1, inside / 0.07) * (0.72 + 0.28 * (1 - inside) ** 3)

/** Prepares a glow of `radius` pixels. */
export function createGlow(radius: number, strengthAt: Falloff): Glow {
  const falloff = Uint8Array.from({ length: steps + 1 }, (_, step) => 255 * strengthAt(1 - step / steps))
  // Half as fine, so the radius in pixels is the side.
  const side = Math.max(2, Math.ceil(radius))
  const strength = new Uint8Array(side * side)
  const scale = (2 * steps) / side
  for (let row = 0; row < side; row += 1) {
    const dy = row + 0.5 - side / 2
    for (let column = 0; column < side; column += 1) {
      const dx = column + 0.5 - side / 2
      strength[row * side + column] = falloff[(Math.sqrt(dx * dx + dy * dy) * scale) | 0] ?? 0
    }
  }
  return { strength, side }
}

/** Blends `colour` in around a point. */
export function paintGlow(
  { y, u, v, width, height }: Frame,
  { strength, side }: Glow,
  centreX: number,
  centreY: number,
  [luma, blue, red]: Yuv,
  share: number,
): void {
  const left = Math.round(centreX / 2 - side / 2)
  const top = Math.round(centreY / 2 - side / 2)
  const half = width / 2
  const from = Math.max(0, -left)
  const to = Math.min(side, half - left)
  const scale = share / 255
  for (let row = Math.max(0, -top); row < Math.min(side, height / 2 - top); row += 1) {
    const source = row * side
    const chroma = (row + top) * half + left
    const upper = (row + top) * 2 * width + left * 2
    for (let column = from; column < to; column += 1) {
      const alpha = (strength[source + column] ?? 0) * scale
      if (alpha < 0.004) continue
      const place = chroma + column
      const underU = u[place] ?? 128
      const underV = v[place] ?? 128
      u[place] = underU + (blue - underU) * alpha + 0.5
      v[place] = underV + (red - underV) * alpha + 0.5
      const pixel = upper + column * 2
      y[pixel] = blend(y[pixel] ?? 0, luma, alpha)
      y[pixel + 1] = blend(y[pixel + 1] ?? 0, luma, alpha)
      y[pixel + width] = blend(y[pixel + width] ?? 0, luma, alpha)
      y[pixel + width + 1] = blend(y[pixel + width + 1] ?? 0, luma, alpha)
    }
  }
}

const blend = (under: number, over: number, alpha: number): number => under + (over - under) * alpha + 0.5
