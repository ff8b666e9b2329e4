import { between } from '../random'
import { mix, yuv } from './colour'
import { createGlow, outOfFocus, paintGlow } from './glow'
import { createRamp, fillBelow } from './layer'
import type { Sheet } from './sheet'
import type { Stage } from './stage'

/** A close view: lights out of focus behind, two soft shapes before them. */
export function createCloseUp(stage: Stage): Sheet[] {
  return [createLights(stage), createCurve(stage, 0.5), createCurve(stage, 1)]
}

function createLights(stage: Stage): Sheet {
  const { width, height, unit, palette } = stage
  const random = stage.chance('lights')
  const colours = [palette.accent, palette.light, palette.horizon, mix(palette.accent, palette.sky, 0.4)]
  const lights = Array.from({ length: 22 }, (_, index) => ({
    glow: createGlow(unit * between(random, 0.025, 0.15), outOfFocus),
    colour: yuv(colours[index % colours.length] ?? palette.light),
    x: between(random, -0.05, 1.05) * width,
    y: between(random, 0.06, 0.74) * height,
    speed: unit * between(random, -0.02, 0.02),
    strength: between(random, 0.14, 0.46),
    rate: between(random, 0.4, 1.1),
    phase: random() * 7,
  }))
  return {
    nearness: 0,
    lowest: height,
    edgeAt: () => height * 0.7,
    drift: () => 0,
    paint(frame, seconds) {
      for (const { glow, colour, x, y, speed, strength, rate, phase } of lights) {
        const breath = 0.75 + 0.25 * Math.sin(seconds * rate + phase)
        const rise = unit * 0.008 * Math.sin(seconds * rate * 0.6 + phase)
        paintGlow(frame, glow, x + speed * seconds, y + rise, colour, strength * breath)
      }
    },
  }
}

/** A broad shape close to the lens, such as the edge of a table. */
function createCurve(stage: Stage, nearness: number): Sheet {
  const { width, height, unit, palette } = stage
  const random = stage.chance(`curve ${nearness}`)
  const rest = height * (0.64 + 0.16 * nearness)
  const high = unit * between(random, 0.03, 0.06)
  const phase = random() * 7
  const colour = mix(palette.far, palette.near, 0.45 + 0.5 * nearness)
  const ramp = createRamp(stage, rest - high, rest + unit * 0.3, mix(colour, palette.accent, 0.14), colour)
  const edge = { rim: 16, rimDepth: unit * 0.045, shadow: 0.3, shadowDepth: unit * 0.06 }
  const tops = new Float32Array(width)
  const edgeAt = (x: number, seconds: number): number =>
    rest - high * Math.sin((x / width) * 3.4 + phase + seconds * 0.08 * stage.heading * (0.5 + nearness))
  return {
    nearness,
    lowest: rest + high,
    edgeAt,
    drift: () => 0,
    paint(frame, seconds, bottom) {
      for (let column = 0; column < width; column += 1) tops[column] = edgeAt(column, seconds)
      fillBelow(frame, tops, ramp, edge, bottom)
    },
  }
}
