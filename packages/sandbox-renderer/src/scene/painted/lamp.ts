import { hex, mix, shade, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import type { Stage } from '../stage'
import { shift } from './canvas'
import { gradient, lit, spot } from './svg'
import type { Centrepiece } from './table'

/** A lit desk lamp of brass beside two books. */
export function lamp(stage: Stage, side: 1 | -1): Centrepiece {
  const { palette, unit } = stage
  const brass = lit(palette, stage.reading.colour ?? '#c9973f', 1.1)
  const dark = shade(brass, -0.26)
  const [left, right] = side > 0 ? [mix(brass, palette.light, 0.45), dark] : [dark, mix(brass, palette.light, 0.45)]
  const book = (y: number, wide: number, colour: string) =>
    `<rect x="${-side * 330 - wide / 2}" y="${y}" width="${wide}" height="38" rx="5" fill="${hex(lit(palette, colour, 0.95))}"/><rect x="${-side * 330 - wide / 2 + 6}" y="${y + 7}" width="${wide - 20}" height="5" fill="#fff" opacity=".25"/>`
  const light = yuv(mix(palette.accent, [1, 0, 0], 0.35))
  const glow = createGlow(unit * 0.5, soft(1.5))
  const bulb = createGlow(unit * 0.16, soft(1.2))
  return {
    svg: `<defs>
      ${gradient('metal', 0, [0, left], [0.4, brass], [1, right])}
      ${gradient('shade', 0, [0, left], [0.5, shade(brass, 0.04)], [1, right])}
      ${gradient('cone', 90, [0, palette.accent, 0.5], [1, palette.accent, 0])}
      ${spot('pool', hex(mix(palette.accent, palette.light, 0.4)), 0.75)}${spot('cast', '#0b0503', 0.7)}
    </defs>
    <ellipse cx="${side * 20}" cy="30" rx="430" ry="74" fill="url(#pool)"/>
    <ellipse cx="${side * 50}" cy="22" rx="230" ry="44" fill="url(#cast)"/>
    <ellipse cx="${-side * 330}" cy="44" rx="190" ry="26" fill="url(#cast)"/>
    ${book(2, 270, '#7a3b34')}${book(-36, 238, '#3b5a68')}
    <path d="M-130 12 Q-128 -20 -60 -28 H60 Q128 -20 130 12 Q0 40 -130 12Z" fill="url(#metal)"/>
    <path d="M-10 -24 C-16 -160 -12 -260 -14 -330 H14 C12 -260 16 -160 10 -24Z" fill="url(#metal)"/>
    <ellipse cy="-120" rx="25" ry="15" fill="url(#metal)"/>
    <path d="M-190 -330 H190 L330 40 H-330Z" fill="url(#cone)" opacity=".6"/>
    <path d="M-86 -520 H86 C150 -470 190 -400 200 -330 Q0 -296 -200 -330 C-190 -400 -150 -470 -86 -520Z" fill="url(#shade)"/>
    <ellipse cy="-331" rx="198" ry="23" fill="${hex(mix(palette.accent, [1, 0, 0], 0.5))}"/>
    <ellipse cy="-520" rx="86" ry="12" fill="${hex(dark)}"/>
    <path d="M${-side * 118} -480 C${-side * 146} -440 ${-side * 162} -400 ${-side * 168} -356" stroke="#fff" stroke-opacity=".4" stroke-width="11" stroke-linecap="round" fill="none"/>`,
    above:
      ({ x, y, size }) =>
      (frame, seconds) => {
        const left = x - shift(stage, seconds)
        const flicker = 1 + 0.05 * Math.sin(seconds * 7) + 0.04 * Math.sin(seconds * 12.7)
        paintGlow(frame, glow, left, y - unit * 0.2 * size, light, 0.34 * flicker)
        paintGlow(frame, bulb, left, y - unit * 0.326 * size, light, 0.7 * flicker)
      },
  }
}
