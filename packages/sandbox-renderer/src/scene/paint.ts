import type { Frame } from '../frame'
import type { Mask } from '../type/set-text'
import type { Yuv } from './colour'

/** One step in making a picture: draws onto what is there, as it is `seconds` into the video. */
export type Painter = (frame: Frame, seconds: number) => void

/** A point in pixels. */
export type Point = readonly [x: number, y: number]

/** Blends one colour in by the coverage of `mask`, whose upper left corner lies at whole, even pixels `left` and `top`. */
export function blendMask(frame: Frame, mask: Mask, left: number, top: number, colour: Yuv, strength = 1): void {
  const fromRow = Math.max(0, -top)
  const toRow = Math.min(mask.height, frame.height - top)
  const fromColumn = Math.max(0, -left)
  const toColumn = Math.min(mask.width, frame.width - left)
  const [luma, blue, red] = colour
  const share = strength / 255
  for (let row = fromRow; row < toRow; row += 1) {
    const source = row * mask.width
    const target = (row + top) * frame.width + left
    for (let column = fromColumn; column < toColumn; column += 1) {
      const alpha = mask.alpha[source + column] ?? 0
      if (alpha === 0) continue
      const under = frame.y[target + column] ?? 0
      frame.y[target + column] = under + (luma - under) * alpha * share + 0.5
    }
  }
  const chromaWidth = frame.width / 2
  for (let row = fromRow; row < toRow; row += 2) {
    const source = row * mask.width
    const target = ((row + top) >> 1) * chromaWidth + (left >> 1)
    for (let column = fromColumn; column < toColumn; column += 2) {
      const near = source + column
      const below = row + 1 < mask.height ? near + mask.width : near
      const alpha =
        ((mask.alpha[near] ?? 0) +
          (mask.alpha[near + 1] ?? 0) +
          (mask.alpha[below] ?? 0) +
          (mask.alpha[below + 1] ?? 0)) /
        4
      if (alpha === 0) continue
      const place = target + (column >> 1)
      const u = frame.u[place] ?? 128
      const v = frame.v[place] ?? 128
      frame.u[place] = u + (blue - u) * alpha * share + 0.5
      frame.v[place] = v + (red - v) * alpha * share + 0.5
    }
  }
}

const sublines = 4

/** Fills a polygon with soft edges; `points` in pixels, in order, closed by itself. */
export function fillPolygon(frame: Frame, points: readonly Point[], colour: Yuv, strength = 1): void {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const left = Math.max(0, Math.floor(Math.min(...xs) / 2) * 2)
  const top = Math.max(0, Math.floor(Math.min(...ys) / 2) * 2)
  const width = Math.min(frame.width, Math.ceil(Math.max(...xs) / 2 + 1) * 2) - left
  const height = Math.min(frame.height, Math.ceil(Math.max(...ys) / 2 + 1) * 2) - top
  if (width <= 0 || height <= 0) return
  const mask: Mask = { width, height, alpha: new Uint8Array(width * height) }
  // What each column adds to the one before it, and what it has for itself, as at the ends of a span.
  const steps = new Float32Array(width + 1)
  const parts = new Float32Array(width + 1)
  for (let row = 0; row < height; row += 1) {
    steps.fill(0)
    parts.fill(0)
    for (let subline = 0; subline < sublines; subline += 1) {
      addSpans(steps, parts, crossings(points, top + row + (subline + 0.5) / sublines), left, width)
    }
    let whole = 0
    for (let column = 0; column < width; column += 1) {
      whole += steps[column] ?? 0
      mask.alpha[row * width + column] = Math.min(255, ((whole + (parts[column] ?? 0)) * 255) / sublines)
    }
  }
  blendMask(frame, mask, left, top, colour, strength)
}

function crossings(points: readonly Point[], y: number): number[] {
  const found: number[] = []
  let [x1, y1] = points.at(-1) ?? [0, 0]
  for (const [x2, y2] of points) {
    if (y1 <= y !== y2 <= y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
    x1 = x2
    y1 = y2
  }
  return found.sort((a, b) => a - b)
}

function addSpans(steps: Float32Array, parts: Float32Array, edges: number[], left: number, width: number): void {
  for (let edge = 0; edge + 1 < edges.length; edge += 2) {
    const from = Math.max(0, (edges[edge] ?? 0) - left)
    const to = Math.min(width, (edges[edge + 1] ?? 0) - left)
    if (to <= from) continue
    const [first, last] = [Math.floor(from), Math.floor(to)]
    if (first === last) {
      parts[first] = (parts[first] ?? 0) + to - from
      continue
    }
    parts[first] = (parts[first] ?? 0) + first + 1 - from
    parts[last] = (parts[last] ?? 0) + to - last
    steps[first + 1] = (steps[first + 1] ?? 0) + 1
    steps[last] = (steps[last] ?? 0) - 1
  }
}

/** A disc with a soft edge. */
export function discPoints(x: number, y: number, radius: number): Point[] {
  const count = Math.max(48, Math.ceil(radius))
  return Array.from({ length: count }, (_, index) => {
    const turn = (2 * Math.PI * index) / count
    return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)]
  })
}

/** Fills whole rows from edge to edge. */
export function fillRows({ y, u, v, width, height }: Frame, top: number, bottom: number, [luma, blue, red]: Yuv): void {
  const [first, last] = [Math.max(0, Math.round(top)), Math.min(height, Math.round(bottom))]
  if (last <= first) return
  y.fill(luma, first * width, last * width)
  const half = width / 2
  const [from, to] = [Math.ceil(first / 2) * half, Math.ceil(last / 2) * half]
  u.fill(blue, from, to)
  v.fill(red, from, to)
}

/** Fills an upright bar with soft edges; for many small marks, where a polygon would cost too much. */
export function fillBar(
  { y, u, v, width, height }: Frame,
  [left, top, right, bottom]: readonly [left: number, top: number, right: number, bottom: number],
  [luma, blue, red]: Yuv,
  strength: number,
): void {
  const firstRow = Math.max(0, Math.floor(top))
  const firstColumn = Math.max(0, Math.floor(left))
  for (let row = firstRow; row < Math.min(height, bottom); row += 1) {
    const high = strength * (Math.min(row + 1, bottom) - Math.max(row, top))
    for (let column = firstColumn; column < Math.min(width, right); column += 1) {
      const alpha = high * (Math.min(column + 1, right) - Math.max(column, left))
      const place = row * width + column
      const under = y[place] ?? 0
      y[place] = under + (luma - under) * alpha + 0.5
      // Each of the four pixels over a chroma sample adds its quarter.
      const chroma = (row >> 1) * (width >> 1) + (column >> 1)
      const underU = u[chroma] ?? 128
      const underV = v[chroma] ?? 128
      u[chroma] = underU + ((blue - underU) * alpha) / 3 + 0.5
      v[chroma] = underV + ((red - underV) * alpha) / 3 + 0.5
    }
  }
}
