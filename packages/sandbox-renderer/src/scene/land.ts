import type { Frame } from '../frame'
import { between } from '../random'
import { mix, shade, yuv } from './colour'
import { createRamp, fillBelow } from './layer'
import type { Edge } from './layer'
import { fillBar } from './paint'
import { dunes, ridged, rolling, roofs, wooded } from './profile'
import type { Profile } from './profile'
import type { Setting } from './reading'
import type { Sheet } from './sheet'
import { reachOf, startOf, travelled } from './stage'
import type { Stage } from './stage'

const lands: Record<Exclude<Setting, 'sea' | 'lights'>, readonly Profile[]> = {
  hills: [ridged, rolling, wooded(0.6, 0.08), rolling, rolling],
  mountains: [ridged, ridged, wooded(0.62, 0.06), rolling, rolling],
  forest: [ridged, wooded(0.62, 0.07), wooded(0.55, 0.11), wooded(0.45, 0.17), wooded(0.4, 0.26)],
  desert: [rolling, dunes, dunes, dunes, dunes],
  city: [roofs, roofs, roofs, roofs, rolling],
}

const reliefs: Record<Exclude<Setting, 'sea' | 'lights'>, readonly number[]> = {
  hills: [0.2, 0.15, 0.2, 0.13, 0.1],
  mountains: [0.42, 0.36, 0.2, 0.12, 0.09],
  forest: [0.26, 0.2, 0.24, 0.32, 0.42],
  desert: [0.07, 0.13, 0.16, 0.18, 0.14],
  city: [0.3, 0.38, 0.42, 0.34, 0.04],
}

/** The ground of a setting, from the horizon towards us. */
export function createLand(stage: Stage, setting: Exclude<Setting, 'sea' | 'lights'>): Sheet[] {
  const profiles = lands[setting]
  return profiles.map((profile, index) => {
    const nearness = index / (profiles.length - 1)
    return createSheet(stage, profile, (reliefs[setting][index] ?? 0.2) * stage.unit, nearness, setting)
  })
}

function createSheet(stage: Stage, profile: Profile, relief: number, nearness: number, setting: Setting): Sheet {
  const { width, height, unit, horizon, palette } = stage
  const random = stage.chance(`land ${nearness}`)
  const reach = reachOf(stage)
  const heights = profile(random, width + reach, unit)
  const foot = horizon + (height - horizon) * (0.06 + 0.72 * nearness ** 1.25) + unit * 0.02
  const tops = new Float32Array(width)
  const speed = 0.12 + 0.88 * nearness ** 1.4
  const base = mix(palette.far, palette.near, nearness ** 0.9)
  const ramp = createRamp(
    stage,
    foot - relief,
    foot + (height - horizon) * 0.34,
    shade(base, 0.012),
    mix(base, palette.horizon, 0.42 * (1 - nearness) ** 1.2),
  )
  const edge: Edge = {
    rim: 11 - 3 * nearness,
    rimDepth: Math.max(2, unit * 0.02),
    shadow: 0.1 + 0.14 * nearness,
    shadowDepth: Math.max(2, unit * (0.012 + 0.022 * nearness)),
  }
  const start = startOf(stage, reach)
  const offsetAt = (moment: number): number => start + travelled(stage, moment) * speed
  const edgeAt = (x: number, moment: number): number => foot - relief * sample(heights, x + offsetAt(moment))
  const windows =
    setting === 'city' && nearness < 1 ? createWindows(stage, heights, { foot, relief, nearness }) : undefined
  return {
    nearness,
    lowest: foot,
    edgeAt,
    drift: (moment) => offsetAt(moment) - start,
    paint(frame, moment, bottom) {
      const offset = offsetAt(moment)
      for (let column = 0; column < width; column += 1) {
        tops[column] = foot - relief * sample(heights, column + offset)
      }
      fillBelow(frame, tops, ramp, edge, bottom)
      windows?.(frame, moment, offset)
    },
  }
}

function sample(heights: Float32Array, place: number): number {
  const whole = Math.floor(place)
  const from = heights[whole] ?? 0
  const to = heights[whole + 1] ?? from
  return from + (to - from) * (place - whole)
}

interface Block {
  foot: number
  relief: number
  nearness: number
}

/** Lit windows; some go on or off while one watches. */
function createWindows(
  { unit, chance, palette, width, reading }: Stage,
  heights: Float32Array,
  { foot, relief, nearness }: Block,
): (frame: Frame, seconds: number, offset: number) => void {
  const random = chance(`windows ${nearness}`)
  const pitch = unit * (0.012 + 0.012 * nearness)
  const dark = ['night', 'dusk', 'amber', 'rose'].includes(reading.palette)
  const colour = yuv(dark ? palette.accent : mix(palette.accent, palette.far, 0.55))
  const windows: { x: number; y: number; strength: number; rate: number; phase: number }[] = []
  for (let x = pitch; x < heights.length - pitch; x += pitch) {
    const roof = Math.min(sample(heights, x - pitch * 0.6), sample(heights, x), sample(heights, x + pitch * 0.9))
    for (let y = foot - relief * roof + pitch; y < foot + unit * 0.1; y += pitch * 1.35) {
      if (random() > (dark ? 0.34 : 0.16)) continue
      windows.push({ x, y, strength: between(random, 0.3, 0.95), rate: between(random, 0.1, 0.5), phase: random() * 7 })
    }
  }
  const wide = pitch * 0.42
  const high = pitch * 0.62
  return (frame, seconds, offset) => {
    for (const { x, y, strength, rate, phase } of windows) {
      const left = x - offset
      if (left < -wide || left > width) continue
      const lit = Math.min(1, Math.max(0, 2.4 * Math.sin(seconds * rate + phase) + 1.6))
      if (lit === 0) continue
      fillBar(frame, [left, y, left + wide, y + high], colour, strength * lit)
    }
  }
}
