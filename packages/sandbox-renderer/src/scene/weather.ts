import { between } from '../random'
import { mix, yuv } from './colour'
import { createGlow, paintGlow, soft } from './glow'
import { fillBar } from './paint'
import type { Painter } from './paint'
import type { Stage } from './stage'

/** What falls or floats before everything else; stars belong to the sky. */
export function paintWeather(stage: Stage): Painter | undefined {
  switch (stage.reading.weather) {
    case 'snow':
      return paintSnow(stage)
    case 'rain':
      return paintRain(stage)
    case 'fireflies':
      return paintFireflies(stage)
    case 'stars':
    case 'clear':
      return undefined
  }
}

function paintSnow(stage: Stage): Painter {
  const { width, height, unit, heading, scrim } = stage
  const random = stage.chance('snow')
  const colour = yuv([0.98, 0, 0])
  const kinds = [0.008, 0.013, 0.026].map((size) => createGlow(Math.max(2, unit * size), soft(0.7)))
  const flakes = Array.from({ length: 150 }, (_, index) => {
    const nearness = (index % 10 === 0 ? 2 : index % 3 === 0 ? 1 : 0) as 0 | 1 | 2
    return {
      nearness,
      x: random() * width * 1.2,
      y: random() * height * 1.1,
      sway: unit * between(random, 0.004, 0.012),
      rate: between(random, 0.6, 1.4),
      phase: random() * 7,
      fall: unit * between(random, 0.05, 0.07) * (1 + nearness * 0.7),
    }
  })
  return (frame, seconds) => {
    for (const { nearness, x, y, sway, rate, phase, fall } of flakes) {
      const glow = kinds[nearness]
      if (!glow) continue
      const across = x - heading * fall * 0.35 * seconds + sway * Math.sin(seconds * rate + phase)
      const left = wrap(across, width * 1.2) - width * 0.1
      const top = wrap(y + fall * seconds, height * 1.1) - height * 0.05
      // Fainter where the caption stands, or a flake would look like a dot over a letter.
      paintGlow(frame, glow, left, top, colour, (nearness === 2 ? 0.36 : 0.8) * scrim(top) ** 3)
    }
  }
}

function paintRain(stage: Stage): Painter {
  const { width, height, unit, palette } = stage
  const random = stage.chance('rain')
  const colour = yuv(mix(palette.light, palette.sky, 0.2))
  const drops = Array.from({ length: 130 }, () => ({
    x: random() * width * 1.2,
    y: random() * height,
    long: unit * between(random, 0.025, 0.06),
    speed: unit * between(random, 0.9, 1.5),
    strength: between(random, 0.12, 0.32),
  }))
  const thick = Math.max(0.8, unit * 0.0016)
  const slant = 0.16
  return (frame, seconds) => {
    for (const { x, y, long, speed, strength } of drops) {
      const top = wrap(y + speed * seconds, height + long) - long
      const left = wrap(x - top * slant, width * 1.2)
      // Row by row: a polygon for each of so many drops would cost more than the rest of the scene.
      for (let row = Math.floor(top); row < top + long; row += 1) {
        const x = left - (row - top) * slant
        fillBar(frame, [x, Math.max(row, top), x + thick, Math.min(row + 1, top + long)], colour, strength)
      }
    }
  }
}

function paintFireflies(stage: Stage): Painter {
  const { width, height, unit, palette, horizon } = stage
  const random = stage.chance('fireflies')
  const colour = yuv(palette.accent)
  const glow = createGlow(unit * 0.03, soft(1.6))
  const flies = Array.from({ length: 34 }, () => ({
    x: random() * width,
    y: between(random, horizon * 0.9, height * 0.94),
    reach: unit * between(random, 0.02, 0.07),
    rate: between(random, 0.25, 0.7),
    phase: random() * 7,
  }))
  return (frame, seconds) => {
    for (const { x, y, reach, rate, phase } of flies) {
      const left = x + reach * Math.sin(seconds * rate + phase)
      const top = y + reach * 0.6 * Math.sin(seconds * rate * 1.7 + phase * 2)
      const lit = Math.max(0, Math.sin(seconds * rate * 3 + phase * 3)) ** 0.6
      const core = Math.max(0.8, unit * 0.0024)
      paintGlow(frame, glow, left, top, colour, 0.75 * lit)
      fillBar(frame, [left - core, top - core, left + core, top + core], colour, lit)
    }
  }
}

const wrap = (place: number, length: number): number => ((place % length) + length) % length
