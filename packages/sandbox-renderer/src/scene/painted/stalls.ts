import { between, oneOf } from '../../random'
import { hex, mix, shade } from '../colour'
import type { Stage } from '../stage'
import { bleed, canvasOf } from './canvas'
import { gradient, lit, spot } from './svg'

/** Narrow old houses with shutters and lit windows, standing on `foot`. */
export function houseFronts(stage: Stage, foot: number): string {
  const { palette } = stage
  const { width } = canvasOf(stage)
  const random = stage.chance('houses')
  const dark = ['night', 'dusk', 'amber', 'rose'].includes(stage.reading.palette)
  const parts: string[] = []
  for (let x = -bleed - 40; x < width + bleed;) {
    const wide = between(random, 230, 340)
    const high = foot * between(random, 0.72, 0.9)
    const wall = mix(
      lit(palette, oneOf(random, ['#d9a066', '#c97b5a', '#e3cfa4', '#9fb0a8', '#c9a9a0']), 0.86),
      palette.far,
      0.28,
    )
    const top = foot - high
    parts.push(
      `<path d="M${x - 8} ${top + 8} L${x + wide / 2} ${top - between(random, 40, 110)} L${x + wide + 8} ${top + 8}Z" fill="${hex(mix(lit(palette, '#8a4b3a', 0.7), palette.far, 0.3))}"/>`,
    )
    parts.push(
      `<rect x="${x}" y="${top}" width="${wide}" height="${high + 4}" fill="${hex(wall)}"/><rect x="${x + wide - 26}" y="${top}" width="26" height="${high}" fill="#000" opacity=".1"/>`,
    )
    const columns = wide > 290 ? 3 : 2
    for (let y = top + 46; y < foot - 260; y += 148) {
      for (let column = 0; column < columns; column += 1) {
        const left = x + ((column + 0.5) * wide) / columns - 27
        const isLit = random() < (dark ? 0.55 : 0.12)
        const pane = isLit
          ? hex(mix(palette.accent, palette.light, 0.25))
          : hex(mix(mix(palette.sky, palette.near, 0.55), wall, 0.2))
        const shutter = hex(
          shade(mix(lit(palette, oneOf(random, ['#4f7a6d', '#7a5a48', '#5a6f8a']), 0.8), palette.far, 0.2), 0),
        )
        parts.push(
          `<rect x="${left}" y="${y}" width="54" height="84" fill="${pane}"/><path d="M${left + 27} ${y} v84 M${left} ${y + 38} h54" stroke="${hex(shade(wall, 0.06))}" stroke-width="5"/><rect x="${left - 25}" y="${y - 3}" width="22" height="90" fill="${shutter}"/><rect x="${left + 57}" y="${y - 3}" width="22" height="90" fill="${shutter}"/><rect x="${left - 8}" y="${y + 84}" width="70" height="8" fill="${hex(shade(wall, 0.08))}"/>`,
        )
      }
    }
    x += wide
  }
  return `<defs>${gradient('dusk', 90, [0, palette.horizon, 0.06], [0.6, palette.far, 0.16], [1, palette.near, 0.6])}</defs>
  ${parts.join('')}<rect x="${-bleed}" y="0" width="${width + 2 * bleed}" height="${foot + 4}" fill="url(#dusk)"/>`
}

const fruits = ['#d8402c', '#f08c2e', '#f2c53d', '#7fa83c', '#7a3550', '#b5d05a'] as const

/** Stalls side by side: a striped awning, crates of fruit, somebody who sells. */
export function stalls(stage: Stage, foot: number): string {
  const { palette } = stage
  const { width } = canvasOf(stage)
  const random = stage.chance('stalls')
  const parts: string[] = []
  for (let x = -bleed + between(random, -120, 60), index = 0; x < width + bleed; index += 1) {
    const wide = between(random, 430, 520)
    parts.push(`<g transform="translate(${x} ${foot})">${stall(stage, wide, index)}</g>`)
    x += wide + between(random, 70, 150)
  }
  return `<defs>${spot('cast', '#000', 0.7)}${gradient('inside', 90, [0, palette.near, 0.72], [1, palette.accent, 0.2])}
  ${gradient('wood', 90, [0, lit(palette, '#a5713f', 1)], [1, lit(palette, '#6b4526', 0.8)])}
  ${gradient('fold', 90, [0, palette.light, 0.3], [0.5, palette.light, 0], [1, palette.near, 0.35])}</defs>${parts.join('')}`
}

function stall(stage: Stage, wide: number, index: number): string {
  const { palette } = stage
  const random = stage.chance(`stall ${index}`)
  const cloth = lit(palette, oneOf(random, ['#c8402f', '#2f7f6f', '#2f5f9a', '#d9902f', '#7a3f6a']), 1.12)
  const white = lit(palette, '#f4ecdc', 1.08)
  const stripes = 9
  const step = wide / stripes
  const awning = Array.from({ length: stripes }, (_, stripe) => {
    const colour = hex(stripe % 2 === 0 ? cloth : white)
    const [top, bottom] = [(s: number) => 22 + (s * (wide - 44)) / stripes, (s: number) => s * step]
    return `<path d="M${top(stripe)} -520 H${top(stripe + 1)} L${bottom(stripe + 1)} -392 H${bottom(stripe)}Z" fill="${colour}"/><path d="M${bottom(stripe)} -393 h${step} v26 a${step / 2} 24 0 0 1 ${-step} 0z" fill="${colour}"/>`
  })
  const crates = Array.from({ length: 4 }, (_, crate) => {
    const left = 14 + (crate * (wide - 28)) / 4
    const broad = (wide - 28) / 4 - 8
    const fruit = lit(palette, oneOf(random, fruits), 1.15)
    const balls: string[] = []
    for (let row = 0; row < 3; row += 1) {
      for (let ball = 0; ball < 5 - row; ball += 1) {
        const radius = broad / 10.5
        const cx = left + broad / 2 + (ball - (4 - row) / 2) * radius * 2.05
        const cy = -168 - row * radius * 1.7
        balls.push(
          `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="${hex(shade(fruit, between(random, -0.06, 0.05)))}"/><circle cx="${cx - radius * 0.3}" cy="${cy - radius * 0.35}" r="${radius * 0.3}" fill="#fff" opacity=".4"/>`,
        )
      }
    }
    return `${balls.join('')}<path d="M${left - 2} -166 h${broad + 4} l-5 48 h${-broad + 6}z" fill="url(#wood)"/><path d="M${left} -146 h${broad}" stroke="#000" stroke-opacity=".28" stroke-width="4"/>`
  })
  const seller = wide * between(random, 0.3, 0.7)
  const skin = mix(lit(palette, oneOf(random, ['#c99371', '#8a5a3f', '#e0b08c']), 0.95), palette.near, 0.12)
  const shirt = mix(lit(palette, oneOf(random, ['#e6dcc6', '#547a94', '#a8483a']), 0.9), palette.near, 0.15)
  return `<ellipse cx="${wide / 2}" cy="4" rx="${wide * 0.6}" ry="30" fill="url(#cast)"/>
  <rect x="10" y="-420" width="${wide - 20}" height="310" fill="url(#inside)"/>
  <g transform="translate(${seller} 0)"><path d="M-62 -150 C-66 -232 -48 -258 -20 -262 H20 C48 -258 66 -232 62 -150Z" fill="${hex(shirt)}"/><rect x="-12" y="-282" width="24" height="28" fill="${hex(shade(skin, -0.05))}"/><ellipse cy="-306" rx="29" ry="35" fill="${hex(skin)}"/><path d="M-31 -306 C-36 -350 34 -352 31 -306 C20 -326 -18 -326 -31 -306Z" fill="${hex(mix(lit(palette, '#3a2a22'), palette.near, 0.2))}"/><path d="M-36 -236 h72 v90 h-72z" fill="${hex(mix(cloth, palette.near, 0.25))}" opacity=".9"/></g>
  <rect x="8" y="-520" width="13" height="520" fill="url(#wood)"/><rect x="${wide - 21}" y="-520" width="13" height="520" fill="url(#wood)"/>
  ${crates.join('')}
  <rect x="-4" y="-122" width="${wide + 8}" height="18" fill="url(#wood)"/>
  <rect x="4" y="-106" width="${wide - 8}" height="106" fill="${hex(mix(cloth, palette.near, 0.3))}"/>
  ${Array.from({ length: 8 }, (_, fold) => `<rect x="${4 + (fold * (wide - 8)) / 8}" y="-106" width="${(wide - 8) / 20}" height="106" fill="#000" opacity=".12"/>`).join('')}
  ${awning.join('')}<path d="M22 -520 H${wide - 22} L${wide} -392 H0Z" fill="url(#fold)"/>`
}
