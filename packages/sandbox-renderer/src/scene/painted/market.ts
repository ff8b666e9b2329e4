import { between, oneOf } from '../../random'
import { hex, mix, shade, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import { fillPolygon } from '../paint'
import type { Painter } from '../paint'
import type { Stage } from '../stage'
import { placed, shape } from '../subjects/subject'
import { bleed, canvasOf, paintLayer, shift } from './canvas'
import { paintPeople } from './people'
import { houseFronts, stalls } from './stalls'
import { gradient, lit } from './svg'

const lanternShape = shape('-0.5,0.95 -0.95,0.5 -1,0 -0.95,-0.5 -0.5,-0.95 0.5,-0.95 0.95,-0.5 1,0 0.95,0.5 0.5,0.95')

/** A street market: old houses, stalls with striped awnings and fruit, lanterns on strings, and people. */
export async function market(stage: Stage): Promise<Painter> {
  const { height } = canvasOf(stage)
  const random = stage.chance('market')
  const street = height * between(random, 0.76, 0.81)
  const layers = [
    await paintLayer(stage, skyBand(stage) + houseFronts(stage, street) + ground(stage, street), 0.3),
    await paintPeople(stage, { foot: street + 6, size: 0.62, count: 6, nearness: 0.45 }),
    await paintLayer(stage, stalls(stage, street + 40), 0.7),
    paintLanterns(stage),
    await paintPeople(stage, { foot: street + 150, size: 1.02, count: 3, nearness: 1.15 }),
  ]
  return (frame, seconds) => {
    for (const paint of layers) paint(frame, seconds)
  }
}

function skyBand(stage: Stage): string {
  const { palette } = stage
  const { width, height } = canvasOf(stage)
  return `<defs>${gradient('air', 90, [0, palette.zenith], [0.35, palette.sky], [0.7, palette.horizon])}</defs>
  <rect x="${-bleed}" y="-5" width="${width + 2 * bleed}" height="${height + 10}" fill="url(#air)"/>`
}

function ground(stage: Stage, street: number): string {
  const { palette } = stage
  const { width, height } = canvasOf(stage)
  const random = stage.chance('stones')
  const stone = lit(palette, '#8c8278', 0.78)
  const stones: string[] = []
  for (let row = 0, y = street + 4; y < height; row += 1) {
    const high = 9 + row * 3.2
    const wide = 34 + row * 9
    for (let x = -bleed - (row % 2) * wide * 0.5; x < width + bleed; x += wide) {
      stones.push(
        `<rect x="${x + 2}" y="${y}" width="${wide - 4}" height="${high - 3}" rx="${high * 0.3}" fill="${hex(shade(stone, between(random, -0.035, 0.04)))}"/>`,
      )
    }
    y += high
  }
  return `<defs>${gradient('street', 90, [0, shade(stone, -0.16)], [1, shade(stone, -0.26)])}
    ${gradient('darker', 90, [0, palette.near, 0], [1, palette.near, 0.75])}${gradient('sheen', 90, [0, palette.light, 0.34], [1, palette.light, 0])}</defs>
  <rect x="${-bleed}" y="${street}" width="${width + 2 * bleed}" height="${height - street + 10}" fill="url(#street)"/>${stones.join('')}
  <rect x="${-bleed}" y="${street}" width="${width + 2 * bleed}" height="${height - street + 10}" fill="url(#darker)"/>
  <rect x="${-bleed}" y="${street}" width="${width + 2 * bleed}" height="70" fill="url(#sheen)"/>`
}

/** Two strings of lanterns across the street that sway. */
function paintLanterns(stage: Stage): Painter {
  const { palette, width, unit, height } = stage
  const random = stage.chance('lanterns')
  const dark = ['night', 'dusk', 'amber', 'rose'].includes(stage.reading.palette)
  const colours = ['#e2533c', '#f0a93a', '#f3e3c0', '#3f8f86'].map((colour) =>
    yuv(dark ? mix(lit(palette, colour, 1.5), palette.accent, 0.3) : lit(palette, colour, 1.15)),
  )
  const wire = yuv(shade(palette.near, 0))
  const glow = createGlow(unit * 0.15, soft(1.5))
  const light = yuv(palette.accent)
  const strings = [0, 1].map((string) => {
    const from = height * between(random, 0.05, 0.12) + string * unit * 0.11
    const to = height * between(random, 0.05, 0.12) + string * unit * 0.11
    const count = Math.round((width / unit) * 7)
    return {
      from,
      to,
      sag: unit * between(random, 0.09, 0.16),
      count,
      size: unit * (0.021 + 0.009 * string),
      near: 0.8 + 0.3 * string,
    }
  })
  const lanterns = strings.flatMap(({ from, to, sag, count, size, near }) =>
    Array.from({ length: count }, (_, index) => {
      const share = (index + 0.5) / count
      return {
        x: (share * 1.5 - 0.25) * width,
        y: from + (to - from) * share + sag * 4 * share * (1 - share),
        size,
        near,
        colour: oneOf(random, colours as [(typeof colours)[number]]),
        phase: random() * 7,
      }
    }),
  )
  return (frame, seconds) => {
    for (const [index, lantern] of lanterns.entries()) {
      const next = lanterns[index + 1]
      const x = lantern.x - shift(stage, seconds) * lantern.near
      if (next && next.near === lantern.near) {
        const to = next.x - shift(stage, seconds) * next.near
        const thin = Math.max(0.8, unit * 0.0018)
        fillPolygon(
          frame,
          [
            [x, lantern.y - thin],
            [to, next.y - thin],
            [to, next.y + thin],
            [x, lantern.y + thin],
          ],
          wire,
          0.9,
        )
      }
      const sway = 0.12 * Math.sin(seconds * 1.4 + lantern.phase)
      const y = lantern.y + lantern.size * 1.5
      const left = x - sway * lantern.size * 1.6
      if (dark) paintGlow(frame, glow, left, y, light, 0.34)
      fillPolygon(frame, placed(lanternShape, left, y, lantern.size, sway), lantern.colour)
      fillPolygon(
        frame,
        placed(lanternShape, left - lantern.size * 0.1, y - lantern.size * 0.1, lantern.size * 0.55, sway),
        yuv(palette.light),
        dark ? 0.5 : 0.22,
      )
    }
  }
}
