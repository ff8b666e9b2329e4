import type { Frame } from '../frame'
import { mix, yuv } from './colour'
import type { Lab } from './colour'

/** The colours of one paper layer from its upper edge down, a value for each row of the frame. */
export interface Ramp {
  y: Uint8Array
  u: Uint8Array
  v: Uint8Array
}

/** From `upper` at row `from` to `lower` at row `to`. */
export function createRamp(height: number, from: number, to: number, upper: Lab, lower: Lab): Ramp {
  const ramp = { y: new Uint8Array(height), u: new Uint8Array(height / 2), v: new Uint8Array(height / 2) }
  for (let row = 0; row < height; row += 1) {
    const along = Math.min(1, Math.max(0, (row - from) / Math.max(1, to - from)))
    const [y, u, v] = yuv(mix(upper, lower, along * along * (3 - 2 * along)))
    ramp.y[row] = Math.round(y)
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

/** Fills everything below `tops` (a row, with fractions, for each column) with `ramp`, its edge lit and throwing a shadow. */
export function fillBelow(frame: Frame, tops: Float32Array, ramp: Ramp, edge: Edge): void {
  let highest = Infinity
  let lowest = -Infinity
  for (const top of tops) {
    if (top < highest) highest = top
    if (top > lowest) lowest = top
  }
  const first = Math.max(0, Math.floor(highest - edge.shadowDepth - 1))
  const solid = Math.min(frame.height, Math.ceil(lowest + edge.rimDepth + 1))
  for (let row = first; row < solid; row += 1) edgeRow(frame, tops, row, ramp.y[row] ?? 0, edge)
  if (solid < frame.height) {
    for (let row = Math.max(0, solid); row < frame.height; row += 1) {
      frame.y.fill(ramp.y[row] ?? 0, row * frame.width, (row + 1) * frame.width)
    }
  }
  const chromaWidth = frame.width / 2
  for (let row = Math.max(0, Math.floor(highest / 2) - 1); row < frame.height / 2; row += 1) {
    const u = ramp.u[row] ?? 128
    const v = ramp.v[row] ?? 128
    const start = row * chromaWidth
    if (row * 2 > lowest + 1) {
      frame.u.fill(u, start, start + chromaWidth)
      frame.v.fill(v, start, start + chromaWidth)
      continue
    }
    for (let column = 0; column < chromaWidth; column += 1) {
      const depth = row * 2 + 1 - (tops[column * 2] ?? 0)
      if (depth <= -1) continue
      const place = start + column
      if (depth >= 1) {
        frame.u[place] = u
        frame.v[place] = v
        continue
      }
      const cover = (depth + 1) / 2
      const underU = frame.u[place] ?? 128
      const underV = frame.v[place] ?? 128
      frame.u[place] = underU + (u - underU) * cover + 0.5
      frame.v[place] = underV + (v - underV) * cover + 0.5
    }
  }
}

function edgeRow(frame: Frame, tops: Float32Array, row: number, luma: number, edge: Edge): void {
  const { rim, rimDepth, shadow, shadowDepth } = edge
  const start = row * frame.width
  for (let column = 0; column < frame.width; column += 1) {
    const depth = row + 0.5 - (tops[column] ?? 0)
    if (depth < -shadowDepth) continue
    const place = start + column
    if (depth >= rimDepth) {
      frame.y[place] = luma
      continue
    }
    if (depth >= 0.5) {
      const light = 1 - depth / rimDepth
      frame.y[place] = luma + rim * light * light + 0.5
      continue
    }
    const under = frame.y[place] ?? 0
    const near = 1 + Math.min(0, depth) / shadowDepth
    const shaded = under - (under - 16) * shadow * near * near
    const cover = Math.max(0, depth + 0.5)
    frame.y[place] = shaded + (luma + rim - shaded) * cover + 0.5
  }
}
