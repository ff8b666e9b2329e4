import { mix, shade, yuv } from '../colour'
import { fillPolygon } from '../paint'
import type { Sheet } from '../sheet'
import { progressAt } from '../stage'
import type { Stage } from '../stage'
import { placed, shape } from './subject'
import type { Placed } from './subject'

const nearSail = shape('-0.42,-0.42 0.02,-1.15 0.02,-0.4')
const farSail = shape('0.02,-1.15 0.46,-0.42 0.02,-0.4')
const inside = shape('-1.2,-0.52 -0.42,-0.42 0.46,-0.42 1.2,-0.52 0.4,-0.16 -0.4,-0.16')
const nearHull = shape('-1.2,-0.52 0,-0.2 0.02,0.3 -0.72,0.3')
const farHull = shape('1.2,-0.52 0,-0.2 0.02,0.3 0.72,0.3')

/** A folded paper boat that rides on the water. */
export function boat(stage: Stage, sheets: readonly Sheet[]): Placed {
  const { unit, palette, heading, width } = stage
  const before = Math.min(sheets.length - 1, Math.floor(sheets.length * 0.62))
  const water = sheets[before]
  const size = unit * 0.085
  const paper = shade(mix(palette.light, [0.97, 0, 0], 0.4), -0.03, 0.7)
  const lit = yuv(paper)
  const side = yuv(mix(paper, palette.far, 0.28))
  const inner = yuv(mix(paper, palette.near, 0.42))
  const start = width * (stage.light(0).x < width / 2 ? 0.58 : 0.42)
  return {
    before,
    paint(frame, seconds) {
      const x = start - heading * unit * 0.36 * (progressAt(stage, seconds) - 0.5)
      const slope = ((water?.edgeAt(x + size, seconds) ?? 0) - (water?.edgeAt(x - size, seconds) ?? 0)) / (2 * size)
      const lean = slope * 0.8 + 0.03 * Math.sin(seconds * 1.3)
      const y = (water?.edgeAt(x, seconds) ?? 0) + size * 0.1
      fillPolygon(frame, placed(nearSail, x, y, size, lean), lit)
      fillPolygon(frame, placed(farSail, x, y, size, lean), side)
      fillPolygon(frame, placed(inside, x, y, size, lean), inner)
      fillPolygon(frame, placed(nearHull, x, y, size, lean), lit)
      fillPolygon(frame, placed(farHull, x, y, size, lean), side)
    },
  }
}
