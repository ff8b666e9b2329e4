import { oneOf } from '../../random'
import { mix, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import type { Painter } from '../paint'
import type { Stage } from '../stage'
import { shift } from './canvas'
import { gradient, lit, radial, spot } from './svg'
import type { Centrepiece } from './table'

/** A cup of coffee on its saucer, steaming. */
export function cup(stage: Stage, side: 1 | -1): Centrepiece {
  const glaze =
    stage.reading.colour ?? oneOf(stage.chance('cup'), ['#f4efe6', '#c8553d', '#2f5d62', '#e3b23c', '#3b3f58'])
  return {
    svg: drawCup(stage, glaze, side),
    above: ({ x, y, size }) => steam(stage, { x, y: y - stage.unit * 0.232 * size, size }),
  }
}

function drawCup({ palette }: Stage, glaze: string, side: number): string {
  const bright = lit(palette, glaze, 1.16)
  const dim = lit(palette, glaze, 0.5)
  const plate = lit(palette, '#f1ece2', 1.05)
  const plateDim = lit(palette, '#f1ece2', 0.58)
  const facing = (near: typeof bright, far: typeof bright) => (side > 0 ? [near, far] : [far, near])
  const [left = bright, right = dim] = facing(bright, dim)
  const [plateLeft = plate, plateRight = plateDim] = facing(plate, plateDim)
  return `<defs>
    ${gradient('body', 0, [0, mix(left, dim, 0.55)], [0.24, left], [0.6, mix(left, right, 0.55)], [1, right])}
    ${gradient('inner', 0, [0, mix(right, dim, 0.4)], [1, mix(left, dim, 0.2)])}
    ${gradient('saucer', 0, [0, plateLeft], [0.55, mix(plateLeft, plateRight, 0.35)], [1, plateRight])}
    ${radial('brew', [0, lit(palette, '#7a4521', 1.2)], [0.72, lit(palette, '#4b260f')], [1, lit(palette, '#2a1206')])}
    ${spot('contact', '#0b0503', 0.75)}${spot('cast', '#0b0503', 0.8)}
  </defs>
  <ellipse cx="${side * 130}" cy="44" rx="470" ry="92" fill="url(#cast)"/>
  <ellipse cy="20" rx="300" ry="62" fill="url(#saucer)"/>
  <ellipse cy="10" rx="300" ry="60" fill="url(#saucer)"/>
  <ellipse cy="4" rx="252" ry="46" fill="#000" opacity=".12"/>
  <ellipse cy="8" rx="246" ry="44" fill="url(#saucer)"/>
  <ellipse cx="${side * 34}" cy="6" rx="230" ry="50" fill="url(#contact)"/>
  <path d="M${side * 168} -176 c${side * 130} -34 ${side * 136} 128 ${side * -16} 118" fill="none" stroke="url(#body)" stroke-width="30" stroke-linecap="round"/>
  <path d="M-196 -232 C-196 -96 -150 -8 -84 8 Q0 26 84 8 C150 -8 196 -96 196 -232 Z" fill="url(#body)"/>
  <path d="M${-side * 150} -196 C${-side * 150} -110 ${-side * 122} -50 ${-side * 92} -26" fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="13" stroke-linecap="round"/>
  <ellipse cy="-232" rx="196" ry="52" fill="url(#body)"/>
  <ellipse cy="-230" rx="184" ry="45" fill="url(#inner)"/>
  <ellipse cy="-222" rx="172" ry="36" fill="url(#brew)"/>
  <path d="M0 -204 C-22 -222 -86 -226 -62 -238 C-40 -248 -8 -240 0 -232 C8 -240 40 -248 62 -238 C86 -226 22 -222 0 -204Z" fill="#f3dcb6" opacity=".85"/>
  <path d="M-172 -222 A172 36 0 0 1 60 -256" fill="none" stroke="#e0a667" stroke-opacity=".65" stroke-width="6"/>`
}

interface Source {
  x: number
  y: number
  size: number
}

/** Puffs that rise in two winding columns, wider and fainter. */
function steam(stage: Stage, { x, y, size }: Source): Painter {
  const { unit, palette } = stage
  const colour = yuv(mix(palette.light, [1, 0, 0], 0.5))
  const glows = Array.from({ length: 12 }, (_, step) => createGlow(unit * (0.05 + 0.011 * step) * size, soft(0.9)))
  const puffs = 34
  const life = 3.4
  return (frame, seconds) => {
    for (let puff = 0; puff < puffs * 2; puff += 1) {
      const column = puff % 2
      const age = (seconds / life + puff / (puffs * 2) + 1) % 1
      const glow = glows[Math.min(glows.length - 1, Math.floor(age * glows.length))]
      if (!glow) continue
      const wind = Math.sin(age * 5.2 - seconds * 1.1 + column * 2.4) * (0.02 + 0.075 * age)
      const strength = 0.17 * Math.min(1, age * 7) * (1 - age) ** 1.4
      const left = x + (column === 0 ? -0.055 : 0.06) * unit * size + wind * unit * size - shift(stage, seconds)
      paintGlow(frame, glow, left, y - age * unit * 0.46 * size, colour, strength)
    }
  }
}
