import { between } from '../random'
import { mix, shade, yuv } from './colour'
import { createRamp, fillBelow } from './layer'
import type { Sheet } from './sheet'
import { fillBar } from './paint'
import type { Painter } from './paint'
import { ridged } from './profile'
import { reachOf, startOf, travelled } from './stage'
import type { Stage } from './stage'

/** Open water: a far shore, the light lying on the water, and paper waves that come nearer. */
export function createSea(stage: Stage): Sheet[] {
  const count = 6
  const waves = Array.from({ length: count }, (_, index) => createWave(stage, (index + 1) / count))
  return [createShore(stage), createWater(stage), ...waves]
}

function createShore(stage: Stage): Sheet {
  const { width, horizon, unit, palette } = stage
  const random = stage.chance('shore')
  const reach = reachOf(stage)
  const heights = ridged(random, width + reach, unit * 1.3)
  const high = unit * between(random, 0.07, 0.13)
  const middle = width * (stage.light(0).x < width / 2 ? 0.86 : 0.14)
  const tops = new Float32Array(width)
  const ramp = createRamp(
    stage,
    horizon - high,
    horizon,
    mix(palette.far, palette.sky, 0.3),
    mix(palette.far, palette.horizon, 0.5),
  )
  const edge = { rim: 6, rimDepth: unit * 0.012, shadow: 0.05, shadowDepth: unit * 0.01 }
  const edgeAt = (x: number, moment: number): number => {
    const from = Math.max(0, 1 - Math.abs(x - middle) / (width * 0.5))
    const place = Math.round(x + startOf(stage, reach) + travelled(stage, moment) * 0.1)
    return horizon + 2 - high * Math.min(1, from * 1.6) * (0.25 + 0.75 * (heights[place] ?? 0))
  }
  return {
    nearness: 0,
    lowest: horizon + 2,
    edgeAt,
    drift: still,
    paint(frame, moment, bottom) {
      for (let column = 0; column < width; column += 1) tops[column] = edgeAt(column, moment)
      fillBelow(frame, tops, ramp, edge, bottom)
    },
  }
}

function createWater(stage: Stage): Sheet {
  const { width, height, horizon, unit, palette } = stage
  const tops = new Float32Array(width).fill(horizon)
  const upper = mix(palette.horizon, palette.far, 0.34)
  const ramp = createRamp(
    stage,
    horizon,
    horizon + (height - horizon) * 0.6,
    upper,
    mix(palette.sky, palette.near, 0.55),
  )
  const glints = paintGlints(stage)
  return {
    nearness: 0,
    lowest: horizon,
    edgeAt: () => horizon,
    drift: still,
    paint(frame, moment, bottom) {
      fillBelow(frame, tops, ramp, { rim: 9, rimDepth: unit * 0.014, shadow: 0, shadowDepth: 1 }, bottom)
      glints(frame, moment)
    },
  }
}

/** The path of light on the water: short strokes, wider and further apart towards us. */
function paintGlints(stage: Stage): Painter {
  const { height, horizon, unit, palette } = stage
  const random = stage.chance('glints')
  const colour = yuv(palette.light)
  const strokes = Array.from({ length: 90 }, () => {
    const depth = random() ** 1.3
    return {
      y: horizon + unit * 0.006 + depth * (height - horizon) * 0.62,
      aside: (random() + random() - 1) * unit * (0.05 + 0.2 * depth),
      long: unit * between(random, 0.012, 0.05) * (0.5 + depth),
      thick: Math.max(0.7, unit * (0.0011 + 0.0028 * depth)),
      rate: between(random, 0.9, 2.6),
      phase: random() * 7,
      strength: between(random, 0.35, 0.85) * (1 - 0.45 * depth),
    }
  })
  return (frame, seconds) => {
    const { x } = stage.light(seconds)
    for (const { y, aside, long, thick, rate, phase, strength } of strokes) {
      const swell = Math.sin(seconds * rate + phase)
      const half = long * (0.55 + 0.45 * swell)
      const middle = x + aside + Math.sin(seconds * 0.7 + phase) * long * 0.4
      const bright = strength * (0.45 + 0.55 * swell * swell)
      fillBar(frame, [middle - half, y - thick * 0.4, middle + half, y + thick * 0.4], colour, bright * 0.7)
      fillBar(frame, [middle - half * 0.5, y - thick, middle + half * 0.5, y + thick], colour, bright)
    }
  }
}

function createWave(stage: Stage, nearness: number): Sheet {
  const { width, height, horizon, unit, palette } = stage
  const random = stage.chance(`wave ${nearness}`)
  const rest = horizon + (height - horizon) * (0.17 + 0.67 * nearness ** 1.15)
  const high = unit * (0.004 + 0.026 * nearness)
  const long = unit * (0.16 + 0.62 * nearness) * between(random, 0.85, 1.2)
  const rate = between(random, 0.5, 0.8) * (random() < 0.5 ? 1 : -1)
  const phase = random() * 7
  const colour = mix(mix(palette.sky, palette.near, 0.45), palette.near, nearness ** 0.8)
  const ramp = createRamp(stage, rest - high, rest + (height - horizon) * 0.22, shade(colour, 0.035), colour)
  const edge = {
    rim: 22 - 10 * nearness,
    rimDepth: Math.max(1.5, unit * (0.006 + 0.014 * nearness)),
    shadow: 0.12 + 0.12 * nearness,
    shadowDepth: Math.max(2, unit * (0.008 + 0.024 * nearness)),
  }
  const tops = new Float32Array(width)
  const edgeAt = (x: number, moment: number): number => {
    const place = (2 * Math.PI * (x + travelled(stage, moment) * nearness)) / long
    const swell = Math.sin(place + moment * rate + phase)
    const ripple = Math.sin(place * 0.43 - moment * rate * 0.7 + phase * 2)
    return (
      rest -
      high * (0.62 * swell + 0.24 * (swell * swell - 0.5) + 0.5 * ripple) -
      high * 0.3 * Math.sin(moment * 0.8 + phase)
    )
  }
  return {
    nearness,
    lowest: rest + high * 1.9,
    edgeAt,
    drift: still,
    paint(frame, moment, bottom) {
      for (let column = 0; column < width; column += 1) tops[column] = edgeAt(column, moment)
      fillBelow(frame, tops, ramp, edge, bottom)
    },
  }
}

/** What floats or stands in the water keeps its place in the picture. */
const still = (): number => 0
