import { between, oneOf } from '../../random'
import { mix, shade, yuv } from '../colour'
import { createGlow, outOfFocus, paintGlow, soft } from '../glow'
import type { Painter } from '../paint'
import type { Stage } from '../stage'
import { canvasOf, paintLayer, shift } from './canvas'
import { gradient, lit } from './svg'
import { windowView } from './window-view'

/** What stands on a table, in the light of `side`. */
export interface Centrepiece {
  /** Around the middle of its foot. */
  svg: string
  /** What moves over it, such as steam; the place of its foot is in pixels, and `size` is its scale. */
  above?(place: { x: number; y: number; size: number }): Painter
}

/** A wooden table before a window, with one thing on it. */
export async function paintTable(stage: Stage, create: (stage: Stage, side: 1 | -1) => Centrepiece): Promise<Painter> {
  const { palette, unit } = stage
  const { width, height, scale } = canvasOf(stage)
  const random = stage.chance('table')
  const side = stage.light(0).x < stage.width / 2 ? 1 : -1
  const table = height * between(random, 0.6, 0.68)
  const size = between(random, 0.86, 1.22) * (width < height ? 0.92 : 1)
  const x = width / 2 + side * between(random, 0.02, 0.17) * width
  const y = table + between(random, 90, 130) * size
  const { svg, above } = create(stage, side)
  const layers = [
    await paintLayer(stage, windowView(stage, { sill: table, side: -side }), 0.25, 14),
    paintLights(stage, table),
    await paintLayer(stage, tableTop(stage, table, side), 0.7),
    await paintLayer(stage, `<g transform="translate(${x} ${y}) scale(${size})">${svg}</g>`, 1),
    ...(above ? [above({ x: x * scale, y: y * scale, size })] : []),
    await paintLayer(stage, foreground(stage, side), 1.9, 14),
  ]
  const glow = createGlow(unit * 1.1, soft(1.4))
  const warm = yuv(mix(palette.light, palette.horizon, 0.4))
  return (frame, seconds) => {
    for (const [index, paint] of layers.entries()) {
      paint(frame, seconds)
      if (index === 1) paintGlow(frame, glow, (width / 2 - side * 420) * scale, table * scale * 0.5, warm, 0.34)
    }
  }
}

function paintLights(stage: Stage, table: number): Painter {
  const { palette, width, unit } = stage
  const random = stage.chance('lights')
  const colours = [palette.accent, palette.light, palette.horizon].map(yuv)
  const lights = Array.from({ length: 11 }, (_, index) => ({
    glow: createGlow(unit * between(random, 0.03, 0.1), outOfFocus),
    colour: colours[index % colours.length] ?? yuv(palette.light),
    x: random() * width,
    y: between(random, 0.16, 0.82) * table * (unit / 1000),
    strength: between(random, 0.1, 0.3),
    rate: between(random, 0.5, 1.2),
    phase: random() * 7,
  }))
  return (frame, seconds) => {
    for (const { glow, colour, x, y, strength, rate, phase } of lights) {
      const breath = 0.75 + 0.25 * Math.sin(seconds * rate + phase)
      paintGlow(frame, glow, x - shift(stage, seconds) * 0.2, y, colour, strength * breath)
    }
  }
}

function tableTop(stage: Stage, top: number, side: number): string {
  const { palette } = stage
  const { width, height } = canvasOf(stage)
  const random = stage.chance('wood')
  const wood = oneOf(random, ['#8a5a35', '#6f4a30', '#a9764a'])
  const middle = width / 2
  const lines = Array.from({ length: 13 }, (_, index) => {
    const near = (index - 6) * 330
    return `<path d="M${middle + near * 0.5} ${top} L${middle + near * 1.7} ${height}" stroke="#1a0d06" stroke-opacity=".26" stroke-width="3.5"/>`
  })
  const grain = Array.from({ length: 46 }, () => {
    const from = between(random, -200, width)
    const y = top + (height - top) * random() ** 0.8
    const long = between(random, 80, 300)
    return `<path d="M${from} ${y} q${long / 2} ${between(random, -5, 5)} ${long} 0" stroke="#1a0d06" stroke-opacity="${between(random, 0.05, 0.14)}" stroke-width="${between(random, 1.5, 4)}" fill="none"/>`
  })
  const beam = (at: number, wide: number) => {
    const far = middle - side * (420 - at)
    const near = far + side * 620
    return `<path d="M${far} ${top + 6} h${wide * 0.6} L${near + wide * 1.5} ${height} h${-wide * 1.3}z" fill="url(#beam)"/>`
  }
  return `<defs>
    ${gradient('wood', 90, [0, lit(palette, wood, 1.12)], [0.4, lit(palette, wood, 0.86)], [1, lit(palette, wood, 0.5)])}
    ${gradient('beam', 90, [0, palette.light, 0.46], [1, palette.horizon, 0.06])}
    ${gradient('edge', 90, [0, palette.light, 0.6], [1, palette.light, 0])}
    
  </defs>
  <rect x="-300" y="${top}" width="${width + 600}" height="${height - top + 10}" fill="url(#wood)"/>
  ${lines.join('')}${grain.join('')}${beam(0, 220)}${beam(330, 150)}
  <rect x="-300" y="${top}" width="${width + 600}" height="9" fill="url(#edge)"/>`
}

/** A leaf close to the lens, out of focus. */
function foreground(stage: Stage, side: number): string {
  const { palette } = stage
  const { width, height } = canvasOf(stage)
  const random = stage.chance('leaf')
  const x = side > 0 ? between(random, -60, 40) : width + between(random, -40, 60)
  const leaf = (turn: number, long: number) =>
    `<path transform="rotate(${turn * side})" d="M0 0 C${long * 0.3} ${-long * 0.34} ${long * 0.8} ${-long * 0.3} ${long} 0 C${long * 0.8} ${long * 0.16} ${long * 0.3} ${long * 0.2} 0 0Z"/>`
  const dark = shade(mix(palette.near, lit(palette, '#3d5a36'), 0.55), 0)
  return `<defs>${gradient('leaf', 30, [0, dark], [1, mix(dark, palette.accent, 0.32)])}</defs>
  <g transform="translate(${x} ${height + 20}) scale(${side} 1)" fill="url(#leaf)" opacity=".94">
    ${leaf(-74, 400)}${leaf(-44, 430)}${leaf(-16, 360)}
  </g>`
}
