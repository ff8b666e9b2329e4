import type { Frame } from '../../frame'
import { between } from '../../random'
import { mix, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import { fillPolygon } from '../paint'
import type { Sheet } from '../sheet'
import { progressAt } from '../stage'
import type { Stage } from '../stage'
import { placed, shape } from './subject'
import type { Placed } from './subject'

const lanternShape = shape('-0.62,0.9 -0.85,-0.5 -0.5,-1 0.5,-1 0.85,-0.5 0.62,0.9')

/** Paper lanterns that rise into the sky. */
export function lanterns(stage: Stage, sheets: readonly Sheet[]): Placed {
  const { unit, palette, width, horizon } = stage
  const random = stage.chance('lanterns')
  const paper = yuv(mix(palette.accent, palette.light, 0.25))
  const glow = createGlow(unit * 0.075, soft(1.5))
  const all = Array.from({ length: 13 }, () => ({
    x: between(random, 0.06, 0.94) * width,
    y: between(random, 0.16, 1.06) * horizon,
    size: unit * between(random, 0.009, 0.021),
    speed: unit * between(random, 0.016, 0.03),
    phase: random() * 7,
  }))
  const one = (frame: Frame, lantern: (typeof all)[number], seconds: number): void => {
    const { size, phase, speed } = lantern
    const x = lantern.x + unit * 0.008 * Math.sin(seconds * 0.7 + phase)
    const y = lantern.y - unit * 0.06 * progressAt(stage, seconds) - speed * seconds
    paintGlow(frame, glow, x, y, paper, 0.5 + 0.08 * Math.sin(seconds * 4 + phase))
    fillPolygon(frame, placed(lanternShape, x, y, size), paper)
  }
  return {
    before: Math.min(1, sheets.length - 1),
    paint(frame, seconds) {
      for (const lantern of all) one(frame, lantern, seconds)
    },
  }
}
