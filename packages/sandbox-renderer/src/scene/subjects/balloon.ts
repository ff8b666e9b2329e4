import { mix, yuv } from '../colour'
import { discPoints, fillPolygon } from '../paint'
import type { Point } from '../paint'
import { progressAt } from '../stage'
import type { Stage } from '../stage'
import { away, placed, shape } from './subject'
import type { Placed } from './subject'

const basket = shape('-0.2,1.5 0.2,1.5 0.16,1.8 -0.16,1.8')
const leftRope = shape('-0.34,1.1 -0.3,1.1 -0.16,1.52 -0.2,1.52')
const rightRope = shape('0.34,1.1 0.3,1.1 0.16,1.52 0.2,1.52')

/** A balloon that rises slowly. */
export function balloon(stage: Stage): Placed {
  const { unit, palette, horizon, heading } = stage
  const size = unit * 0.065
  const start = { x: away(stage, 0.3), y: horizon * 0.44 }
  const cloth = yuv(palette.accent)
  const stripe = yuv(mix(palette.accent, palette.light, 0.6))
  const dark = yuv(mix(palette.accent, palette.near, 0.5))
  return {
    before: 0,
    paint(frame, seconds) {
      const progress = progressAt(stage, seconds) - 0.5
      const x = start.x - heading * unit * 0.12 * progress
      const y = start.y - unit * 0.12 * progress + unit * 0.004 * Math.sin(seconds)
      const round = (share: number): Point[] =>
        discPoints(0, 0, 1).map(([px, py]) => [px * share, py > 0 ? py * 1.25 : py])
      fillPolygon(frame, placed(round(1), x, y, size), cloth)
      fillPolygon(frame, placed(round(0.62), x, y, size), stripe)
      fillPolygon(frame, placed(round(0.26), x, y, size), cloth)
      fillPolygon(frame, placed(basket, x, y, size), dark)
      fillPolygon(frame, placed(leftRope, x, y, size), dark)
      fillPolygon(frame, placed(rightRope, x, y, size), dark)
    },
  }
}
