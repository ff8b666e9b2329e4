import type { Frame } from '../frame'
import { mix, yuv } from './colour'
import type { Lab } from './colour'
import type { Stage } from './stage'

/** The colours of one sheet of paper from its upper edge down, a value for each row of the frame. */
export interface Ramp {
  y: Uint8Array
  u: Uint8Array
  v: Uint8Array
}

/** From `upper` at row `from` to `lower` at row `to`, darkened where the caption stands. */
export function createRamp({ height, scrim }: Stage, from: number, to: number, upper: Lab, lower: Lab): Ramp {
  const ramp = { y: new Uint8Array(height), u: new Uint8Array(height / 2), v: new Uint8Array(height / 2) }
  for (let row = 0; row < height; row += 1) {
    const along = Math.min(1, Math.max(0, (row - from) / Math.max(1, to - from)))
    const [y, u, v] = yuv(mix(upper, lower, along * along * (3 - 2 * along)))
    ramp.y[row] = Math.round(16 + (y - 16) * scrim(row))
    ramp.u[row >> 1] = Math.round(u)
    ramp.v[row >> 1] = Math.round(v)
  }
  return ramp
}

export interface Edge {
  /** How much lighter the paper is at its very edge, in luma. */
  rim: number
  /** How many rows the lighter edge takes to fade. */
  rimDepth: number
  /** How dark the shadow is that the edge throws on what lies behind, 0 to 1. */
  shadow: number
  /** How many rows the shadow reaches upwards. */
  shadowDepth: number
}

/** Fills everything below `tops` (a row, with fractions, for each column) with `ramp`, its edge lit and throwing a shadow; what is below `bottom` will be covered. */
export function fillBelow(frame: Frame, tops: Float32Array, ramp: Ramp, edge: Edge, bottom: number): void {
  let highest = Infinity
  let lowest = -Infinity
  for (let column = 0; column < tops.length; column += 1) {
    const top = tops[column] ?? 0
    if (top < highest) highest = top
    if (top > lowest) lowest = top
  }
  const end = Math.min(frame.height, Math.ceil(bottom / 2) * 2)
  fillLuma(frame, tops, ramp.y, edge, highest, lowest, end)
  fillChroma(frame, tops, ramp, highest, lowest, end / 2)
}

/** How many columns are filled at once where all of them lie under the edge, in pixels. */
const stripWidth = 64

function fillLuma(
  { y, width }: Frame,
  tops: Float32Array,
  ramp: Uint8Array,
  { rim, rimDepth, shadow, shadowDepth }: Edge,
  highest: number,
  lowest: number,
  end: number,
): void {
  const solid = Math.max(0, Math.min(end, Math.ceil(lowest + rimDepth + 1)))
  // Row by row for the flat paper, column by column for its edge: few pixels are visited twice.
  const firstRow = Math.max(0, Math.ceil(highest + rimDepth - 0.5))
  for (let from = 0; from < width; from += stripWidth) {
    const to = Math.min(width, from + stripWidth)
    let high = Infinity
    let low = -Infinity
    for (let column = from; column < to; column += 1) {
      const top = tops[column] ?? 0
      if (top < high) high = top
      if (top > low) low = top
    }
    for (let row = Math.max(firstRow, Math.ceil(high + rimDepth - 0.5)); row < solid; row += 1) {
      const luma = ramp[row] ?? 16
      const start = row * width
      const limit = row + 0.5 - rimDepth
      if (low <= limit) {
        y.fill(luma, start + from, start + to)
        continue
      }
      for (let column = from; column < to; column += 1) {
        if ((tops[column] ?? 0) <= limit) y[start + column] = luma
      }
    }
  }
  const rimFall = 1 / rimDepth
  const shadowFall = 1 / shadowDepth
  for (let column = 0; column < width; column += 1) {
    const top = tops[column] ?? 0
    const last = Math.min(end, Math.ceil(top + rimDepth - 0.5))
    for (let row = Math.max(0, Math.ceil(top - shadowDepth - 0.5)); row < last; row += 1) {
      const depth = row + 0.5 - top
      const place = row * width + column
      const luma = ramp[row] ?? 16
      if (depth >= 0.5) {
        const light = 1 - depth * rimFall
        y[place] = luma + rim * light * light + 0.5
      } else {
        const under = y[place] ?? 0
        const near = depth < 0 ? 1 + depth * shadowFall : 1
        const shaded = under - (under - 16) * shadow * near * near
        const cover = depth > -0.5 ? depth + 0.5 : 0
        y[place] = shaded + (luma + rim - shaded) * cover + 0.5
      }
    }
  }
  for (let row = solid; row < end; row += 1) y.fill(ramp[row] ?? 16, row * width, (row + 1) * width)
}

function fillChroma(frame: Frame, tops: Float32Array, ramp: Ramp, highest: number, lowest: number, end: number): void {
  const width = frame.width / 2
  const solid = Math.max(0, Math.min(end, Math.ceil(lowest / 2) + 1))
  for (let row = Math.max(0, Math.floor(highest / 2) - 1); row < solid; row += 1) {
    const u = ramp.u[row] ?? 128
    const v = ramp.v[row] ?? 128
    const start = row * width
    for (let column = 0; column < width; column += 1) {
      const depth = row * 2 + 1 - (tops[column * 2] ?? 0)
      if (depth >= 1) {
        frame.u[start + column] = u
        frame.v[start + column] = v
      } else if (depth > -1) {
        const cover = (depth + 1) / 2
        const underU = frame.u[start + column] ?? 128
        const underV = frame.v[start + column] ?? 128
        frame.u[start + column] = underU + (u - underU) * cover + 0.5
        frame.v[start + column] = underV + (v - underV) * cover + 0.5
      }
    }
  }
  for (let row = solid; row < end; row += 1) {
    frame.u.fill(ramp.u[row] ?? 128, row * width, (row + 1) * width)
    frame.v.fill(ramp.v[row] ?? 128, row * width, (row + 1) * width)
  }
}
