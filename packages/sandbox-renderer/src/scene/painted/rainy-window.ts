import { between } from '../../random'
import { hex, lab, mix, yuv } from '../colour'
import { createGlow, outOfFocus, paintGlow } from '../glow'
import type { Painter } from '../paint'
import type { Stage } from '../stage'
import { bleed, canvasOf, paintLayer, shift } from './canvas'
import { drawSprite, paintSprite } from './sprite'
import { gradient } from './svg'

/** A pane of glass in the rain: drops run down before the lights of a street, out of focus. */
export async function rainyWindow(stage: Stage): Promise<Painter> {
  const { palette, unit, height, width } = stage
  const canvas = canvasOf(stage)
  const random = stage.chance('street')
  const neon = ['#ff4f7b', '#3fd0e0', '#ffb347', '#8f6bff'].map((colour) => mix(lab(colour), palette.accent, 0.3))
  const lights = Array.from({ length: 34 }, (_, index) => ({
    glow: createGlow(unit * between(random, 0.06, 0.17), outOfFocus),
    colour: yuv(neon[index % neon.length] ?? palette.accent),
    x: random() * width * 1.2,
    y: between(random, 0.2, 0.8) * height,
    speed: unit * between(random, -0.06, 0.06),
    strength: between(random, 0.2, 0.55),
    phase: random() * 7,
  }))
  const street = await paintLayer(stage, dusk(stage), 0.1, 10)
  const glass = await paintLayer(stage, still(stage), 0.5)
  const drop = await paintSprite(stage, runningDrop(stage), 44, 320, canvas.scale)
  const drops = Array.from({ length: 16 }, () => ({
    x: random() * width,
    from: random(),
    speed: between(random, 0.16, 0.42),
    phase: random() * 7,
  }))
  return (frame, seconds) => {
    street(frame, seconds)
    for (const { glow, colour, x, y, speed, strength, phase } of lights) {
      const left = x + speed * seconds - shift(stage, seconds) * 0.3 - width * 0.1
      paintGlow(frame, glow, left, y, colour, strength * (0.85 + 0.15 * Math.sin(seconds * 1.3 + phase)))
    }
    glass(frame, seconds)
    for (const { x, from, speed, phase } of drops) {
      // A drop waits, and then runs.
      const age = (from + seconds * speed + 0.035 * Math.sin(seconds * 3 + phase)) % 1
      const left = x + unit * 0.006 * Math.sin(age * 9 + phase) - shift(stage, seconds) * 0.5
      drawSprite(frame, drop, left, age * (height + drop.height) - drop.height, 0.9)
    }
  }
}

function dusk(stage: Stage): string {
  const { palette } = stage
  const { width, height } = canvasOf(stage)
  const random = stage.chance('blocks')
  const blocks = Array.from({ length: 12 }, (_, index) => {
    const wide = between(random, 140, 300)
    const x = -bleed + (index * (width + 2 * bleed)) / 12
    const high = height * between(random, 0.25, 0.7)
    return `<rect x="${x}" y="${height * 0.86 - high}" width="${wide}" height="${high}" fill="${hex(mix(palette.far, palette.near, between(random, 0.3, 0.9)))}"/>`
  })
  return `<defs>${gradient('air', 90, [0, palette.zenith], [0.7, palette.sky], [1, palette.horizon])}</defs>
  <rect x="${-bleed}" width="${width + 2 * bleed}" height="${height + 10}" fill="url(#air)"/>${blocks.join('')}
  <rect x="${-bleed}" y="${height * 0.84}" width="${width + 2 * bleed}" height="${height * 0.2}" fill="${hex(palette.near)}"/>`
}

/** Drops that cling to the glass: dark at their upper edge, light at the lower, as a lens turns the view round. */
function still(stage: Stage): string {
  const { palette } = stage
  const { width, height } = canvasOf(stage)
  const random = stage.chance('drops')
  const drops = Array.from({ length: 260 }, () => {
    const size = between(random, 3, 17) * (random() < 0.2 ? 1.5 : 0.8)
    const place = `translate(${between(random, -bleed, width + bleed)} ${between(random, 0, height)}) scale(${size / 10})`
    return `<g transform="${place}"><ellipse rx="10" ry="11.5" fill="url(#lens)"/><circle cx="-3" cy="-4.4" r="2" fill="#fff" opacity=".75"/></g>`
  })
  return `<defs>${gradient('lens', 90, [0, palette.near, 0.6], [0.55, palette.sky, 0.18], [1, palette.light, 0.72])}</defs>${drops.join('')}`
}

const runningDrop = ({ palette }: Stage): string =>
  `<defs>${gradient('lens', 90, [0, palette.near, 0.65], [0.55, palette.sky, 0.25], [1, palette.light, 0.8])}${gradient('trail', 90, [0, palette.light, 0], [1, palette.light, 0.3])}</defs>
  <rect x="17" y="0" width="10" height="290" rx="5" fill="url(#trail)"/><path d="M22 262 C30 276 37 286 37 298 A15 15 0 0 1 7 298 C7 286 14 276 22 262Z" fill="url(#lens)"/><circle cx="17" cy="292" r="3.4" fill="#fff" opacity=".85"/>`
