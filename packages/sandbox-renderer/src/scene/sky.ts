import { createFrame } from '../frame'
import { between } from '../random'
import { mix, shade, yuv } from './colour'
import type { Lab } from './colour'
import { createGlow, paintGlow, soft } from './glow'
import { discPoints, fillBar, fillPolygon } from './paint'
import type { Painter } from './paint'
import { travelled } from './stage'
import type { Stage } from './stage'

/** The sky, the light in it, and what drifts before it. */
export function paintSky(stage: Stage): Painter {
  const { palette, unit, width, height } = stage
  const backdrop = drawBackdrop(stage)
  const corona = createGlow(unit * 0.36, soft(1.3))
  const lightColour = yuv(palette.light)
  const clouds = paintClouds(stage)
  const stars = stage.reading.weather === 'stars' ? paintStars(stage) : undefined
  return (frame, seconds) => {
    frame.bytes.set(backdrop)
    stars?.(frame, seconds)
    const { x, y, radius } = stage.light(seconds)
    paintGlow(frame, corona, x, y, lightColour, 0.5)
    if (stage.reading.setting !== 'lights' && x > -radius && x < width + radius && y < height) {
      fillPolygon(frame, discPoints(x, y, radius), lightColour)
    }
    clouds(frame, seconds)
  }
}

/** What never moves: the gradient, the halo of the light, the darker corners. */
function drawBackdrop(stage: Stage): Uint8Array {
  const { width, height, horizon, palette, chance, unit, seconds } = stage
  const random = chance('sky')
  const frame = createFrame(width, height)
  const middle = between(random, 0.5, 0.66)
  for (let row = 0; row < height; row += 1) {
    const [y, u, v] = yuv(skyAt(palette, row / horizon, middle))
    const dy = (row + 0.5) / height - 0.5
    for (let column = 0; column < width; column += 1) {
      // Rounded up or down by a fixed pattern, or the slow gradient would show steps.
      const dx = (column + 0.5) / width - 0.5
      const corner = Math.max(0, (dx * dx + dy * dy) * 2 - 0.2) * 0.4
      frame.y[row * width + column] = y - (y - 16) * corner + dither(column, row)
    }
    if (row % 2 === 0) {
      const start = (row >> 1) * (width >> 1)
      frame.u.fill(Math.round(u), start, start + (width >> 1))
      frame.v.fill(Math.round(v), start, start + (width >> 1))
    }
  }
  const { x, y } = stage.light(seconds / 2)
  paintGlow(frame, createGlow(unit * 1.5, soft(1.5)), x, y, yuv(mix(palette.horizon, palette.light, 0.35)), 0.62)
  return frame.bytes
}

function skyAt({ zenith, sky, horizon }: Stage['palette'], share: number, middle: number): Lab {
  const smooth = (part: number): number => part * part * (3 - 2 * part)
  if (share < middle) return mix(zenith, sky, smooth(Math.max(0, share / middle)))
  return mix(sky, horizon, smooth(Math.min(1, (share - middle) / (1 - middle))))
}

// Roberts' R2 sequence: evenly scattered, with no pattern the eye could find.
const dither = (column: number, row: number): number => (column * 0.7548776662 + row * 0.5698402909) % 1

function paintStars({ width, horizon, chance, palette, unit }: Stage): Painter {
  const random = chance('stars')
  const colour = yuv(mix(palette.light, palette.sky, 0.1))
  const stars = Array.from({ length: 70 }, () => ({
    x: random() * width,
    y: random() ** 1.4 * horizon * 0.85,
    size: Math.max(0.8, unit * between(random, 0.0008, 0.0022)),
    strength: between(random, 0.25, 0.9),
    rate: between(random, 0.8, 2.4),
    phase: random() * 7,
  }))
  return (frame, seconds) => {
    for (const { x, y, size, strength, rate, phase } of stars) {
      const twinkle = 0.72 + 0.28 * Math.sin(seconds * rate + phase)
      fillBar(frame, [x - size, y - size, x + size, y + size], colour, strength * twinkle)
    }
  }
}

/** Long, flat, soft clouds, drawn once on a strip wider than the picture and drawn past it. */
function paintClouds(stage: Stage): Painter {
  const { width, horizon, unit, palette, reading } = stage
  const random = stage.chance('clouds')
  const rows = Math.ceil(horizon / 2)
  const columns = Math.ceil((width * 1.4) / 2)
  const strip = new Float32Array(rows * columns)
  const count = reading.palette === 'mist' || reading.weather === 'snow' || reading.weather === 'rain' ? 11 : 6
  for (let cloud = 0; cloud < count; cloud += 1) {
    const x = random() * columns
    const y = between(random, 0.08, 0.86) * rows
    const long = (unit / 2) * between(random, 0.25, 0.75)
    const thick = (unit / 2) * between(random, 0.012, 0.04)
    addStroke(strip, columns, { x, y, long, thick, strength: between(random, 0.16, 0.4) })
    addStroke(strip, columns, {
      x: x + long * 0.3,
      y: y + thick * 1.1,
      long: long * 0.55,
      thick: thick * 0.8,
      strength: 0.22,
    })
  }
  const cover = Uint8Array.from(strip, (value) => Math.min(255, value * 255))
  const cloudy = Array.from({ length: rows }, (_, row) => row).filter((row) =>
    cover.subarray(row * columns, (row + 1) * columns).some((alpha) => alpha > 1),
  )
  const [luma, blue, red] = yuv(shade(mix(palette.horizon, palette.sky, 0.25), 0.03))
  return ({ y, u, v }, seconds) => {
    const shift = (columns - width / 2) / 2 + travelled(stage, seconds) * 0.16
    const whole = Math.floor(shift)
    const part = shift - whole
    const half = width / 2
    for (const row of cloudy) {
      const source = row * columns + whole
      const chroma = row * half
      for (let column = 0; column < half; column += 1) {
        const left = cover[source + column] ?? 0
        const right = cover[source + column + 1] ?? 0
        const alpha = (left + (right - left) * part) / 255
        if (alpha < 0.004) continue
        const underU = u[chroma + column] ?? 128
        const underV = v[chroma + column] ?? 128
        u[chroma + column] = underU + (blue - underU) * alpha + 0.5
        v[chroma + column] = underV + (red - underV) * alpha + 0.5
        const pixel = row * 2 * width + column * 2
        y[pixel] = blend(y[pixel] ?? 0, luma, alpha)
        y[pixel + 1] = blend(y[pixel + 1] ?? 0, luma, alpha)
        y[pixel + width] = blend(y[pixel + width] ?? 0, luma, alpha)
        y[pixel + width + 1] = blend(y[pixel + width + 1] ?? 0, luma, alpha)
      }
    }
  }
}

const blend = (under: number, over: number, alpha: number): number => under + (over - under) * alpha + 0.5

interface Stroke {
  x: number
  y: number
  long: number
  thick: number
  strength: number
}

function addStroke(strip: Float32Array, columns: number, { x, y, long, thick, strength }: Stroke): void {
  const rows = strip.length / columns
  for (let row = Math.max(0, Math.floor(y - thick * 3)); row < Math.min(rows, y + thick * 3); row += 1) {
    const dy = (row - y) / thick
    // Flat below, rounder above: lit paper seen from the side.
    const across = Math.exp(-(dy > 0 ? dy * dy * 2.2 : dy * dy * 0.6))
    for (let column = Math.max(0, Math.floor(x - long)); column < Math.min(columns, x + long); column += 1) {
      const dx = (column - x) / long
      const along = (1 - dx * dx) ** 2
      strip[row * columns + column] = (strip[row * columns + column] ?? 0) + across * along * strength
    }
  }
}
