import { mix, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import { fillBar, fillPolygon } from '../paint'
import type { Sheet } from '../sheet'
import type { Stage } from '../stage'
import { away, placed, shape } from './subject'
import type { Placed } from './subject'

const rockShape = shape('-1.3,0.4 -0.7,-0.14 -0.3,-0.24 0.4,-0.22 0.9,-0.06 1.5,0.4')
const towerShape = shape('-0.26,-0.16 -0.17,-1.92 0.17,-1.92 0.26,-0.16')
const bandShape = shape('-0.232,-0.7 -0.205,-1.2 0.205,-1.2 0.232,-0.7')
const gallery = shape('-0.24,-1.92 -0.24,-1.99 0.24,-1.99 0.24,-1.92')
const cap = shape('-0.19,-2.24 0,-2.46 0.19,-2.24')

/** A lighthouse whose beam goes round. */
export function lighthouse(stage: Stage, sheets: readonly Sheet[]): Placed {
  const { unit, palette, width } = stage
  const number = Math.min(2, sheets.length - 1)
  const ground = sheets[number]
  const x0 = away(stage, 0.2)
  const size = unit * 0.11
  const tower = yuv(mix(palette.light, palette.far, 0.3))
  const band = yuv(mix(palette.accent, palette.near, 0.25))
  const rock = yuv(mix(palette.far, palette.near, 0.7))
  const lamp = yuv(palette.light)
  const glow = createGlow(size * 0.9, soft(1.5))
  return {
    before: number,
    paint(frame, seconds) {
      const x = x0 - (ground?.drift(seconds) ?? 0)
      const y = (ground?.edgeAt(x, seconds) ?? 0) + size * 0.1
      const turn = seconds * 0.9
      for (const side of [0, Math.PI]) {
        const reach = Math.cos(turn + side) * width * 0.55
        const spread = size * 0.1 + Math.abs(reach) * 0.07
        fillPolygon(
          frame,
          [
            [x, y - size * 2.12],
            [x + reach, y - size * 2.2 - spread],
            [x + reach, y - size * 2.2 + spread],
          ],
          lamp,
          0.2,
        )
      }
      fillPolygon(frame, placed(rockShape, x, y, size), rock)
      fillPolygon(frame, placed(towerShape, x, y, size), tower)
      fillPolygon(frame, placed(bandShape, x, y, size), band)
      fillPolygon(frame, placed(gallery, x, y, size), rock)
      fillBar(frame, [x - size * 0.12, y - size * 2.24, x + size * 0.12, y - size * 1.99], lamp, 1)
      fillPolygon(frame, placed(cap, x, y, size), band)
      paintGlow(frame, glow, x, y - size * 2.12, lamp, 0.5 + 0.2 * Math.abs(Math.sin(turn)))
    },
  }
}
