import { createFrame } from '../frame'
import { between } from '../random'
import { mix, shade, yuv } from './colour'
import type { Lab } from './colour'
import { createGlow, discPoints, fillPolygon, paintGlow } from './paint'
import type { Painter } from './paint'
import type { Stage } from './stage'

/** The sky, the light in it, and what drifts before it. */
export function paintSky(stage: Stage): Painter {
  const { palette, unit, width, height } = stage
  const backdrop = drawBackdrop(stage)
  const halo = createGlow(unit * 1.5, 1.5)
  const corona = createGlow(unit * 0.5, 1.6)
  const lightColour = yuv(palette.light)
  const haloColour = yuv(mix(palette.horizon, palette.light, 0.35))
  const clouds = paintClouds(stage)
  const stars = stage.reading.weather === 'stars' ? paintStars(stage) : undefined
  return (frame, seconds) => {
    frame.bytes.set(backdrop)
    stars?.(frame, seconds)
    const { x, y, radius } = stage.light(seconds)
    paintGlow(frame, halo, x, y, haloColour, 0.62)
    paintGlow(frame, corona, x, y, lightColour, 0.5)
    if (x > -radius && x < width + radius && y < height) {
      fillPolygon(frame, discPoints(x, y, radius), lightColour)
    }
    clouds(frame, seconds)
  }
}

function drawBackdrop({ width, height, horizon, palette, chance }: Stage): Uint8Array {
  const random = chance('sky')
  const frame = createFrame(width, height)
  const middle = between(random, 0.5, 0.66)
  for (let row = 0; row < height; row += 1) {
    const [y, u, v] = yuv(skyAt(palette, row / horizon, middle))
    for (let column = 0; column < width; column += 1) {
      // Rounded up or down by a fixed pattern, or the slow gradient would show steps.
      frame.y[row * width + column] = y + dither(column, row)
    }
    if (row % 2 === 0) {
      const start = (row >> 1) * (width >> 1)
      frame.u.fill(Math.round(u), start, start + (width >> 1))
      frame.v.fill(Math.round(v), start, start + (width >> 1))
    }
  }
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
      fillPolygon(
        frame,
        [
          [x, y - size * 1.4],
          [x + size, y],
          [x, y + size * 1.4],
          [x - size, y],
        ],
        colour,
        strength * twinkle,
      )
    }
  }
}

/** Long, flat, soft clouds, drawn once on a strip wider than the picture and drawn past it. */
function paintClouds(stage: Stage): Painter {
  const { width, horizon, unit, palette, reading, heading } = stage
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
  const [luma, blue, red] = yuv(shade(mix(palette.horizon, palette.sky, 0.25), 0.03))
  return (frame, seconds) => {
    const shift = (columns - width / 2) / 2 + heading * seconds * unit * 0.0045
    const whole = Math.floor(shift)
    const part = shift - whole
    const half = width / 2
    for (let row = 0; row < rows; row += 1) {
      const source = row * columns + whole
      const chroma = row * half
      for (let column = 0; column < half; column += 1) {
        const left = cover[source + column] ?? 0
        const right = cover[source + column + 1] ?? 0
        const alpha = (left + (right - left) * part) / 255
        if (alpha < 0.004) continue
        const u = frame.u[chroma + column] ?? 128
        const v = frame.v[chroma + column] ?? 128
        frame.u[chroma + column] = u + (blue - u) * alpha + 0.5
        frame.v[chroma + column] = v + (red - v) * alpha + 0.5
        for (let pixel = row * 2 * width + column * 2, corner = 0; corner < 4; corner += 1) {
          const under = frame.y[pixel] ?? 0
          frame.y[pixel] = under + (luma - under) * alpha + 0.5
          pixel += corner === 1 ? width - 1 : 1
        }
      }
    }
  }
}

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
