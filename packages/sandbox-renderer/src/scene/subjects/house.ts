import { mix, shade, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import { fillBar, fillPolygon } from '../paint'
import type { Sheet } from '../sheet'
import type { Stage } from '../stage'
import { away, placed, shape } from './subject'
import type { Placed } from './subject'

const chimney = shape('0.42,-1.1 0.42,-1.75 0.62,-1.75 0.62,-1')
const walls = shape('-0.85,1.6 -0.85,-0.85 0.85,-0.85 0.85,1.6')
const roofShape = shape('-1.05,-0.78 0,-1.6 1.05,-0.78')

/** A house with a lit window, standing behind the next sheet. */
export function house(stage: Stage, sheets: readonly Sheet[]): Placed {
  const { unit, palette } = stage
  const { setting } = stage.reading
  // On the far shore, or before the woods where the ground is open; in a forest between the trees.
  const number = setting === 'sea' ? 1 : Math.min(sheets.length - 1, setting === 'forest' ? 4 : 3)
  const ground = sheets[setting === 'sea' ? 0 : number]
  const size = unit * (setting === 'sea' ? 0.026 : 0.052)
  const x0 = away(stage, 0.26)
  const wall = yuv(shade(mix(palette.far, palette.near, 0.72), 0.02))
  const roof = yuv(mix(palette.far, palette.near, 0.95))
  const lit = yuv(palette.accent)
  const glow = createGlow(size * 2.4, soft(1.8))
  return {
    before: number,
    paint(frame, seconds) {
      const x = x0 - (ground?.drift(seconds) ?? 0)
      const y = Math.min(...[-0.9, 0, 0.9].map((side) => ground?.edgeAt(x + side * size, seconds) ?? 0)) + size * 0.12
      fillPolygon(frame, placed(chimney, x, y, size), roof)
      fillPolygon(frame, placed(walls, x, y, size), wall)
      fillPolygon(frame, placed(roofShape, x, y, size), roof)
      fillBar(frame, [x - size * 0.24, y - size * 0.6, x + size * 0.18, y - size * 0.16], lit, 1)
      paintGlow(frame, glow, x, y - size * 0.4, lit, 0.4 + 0.05 * Math.sin(seconds * 3))
    },
  }
}
