import { between } from '../../random'
import { mix, yuv } from '../colour'
import { fillPolygon } from '../paint'
import type { Point } from '../paint'
import { progressAt } from '../stage'
import type { Stage } from '../stage'
import { away, placed } from './subject'
import type { Placed } from './subject'

/** A small flock that crosses the sky. */
export function birds(stage: Stage): Placed {
  const { unit, palette, heading, horizon } = stage
  const random = stage.chance('birds')
  const colour = yuv(mix(palette.near, palette.far, 0.2))
  const start = { x: away(stage, 0.3), y: horizon * between(random, 0.3, 0.45) }
  const flock = Array.from({ length: 7 }, (_, index) => ({
    x: unit * (0.055 * (index % 2 === 0 ? index : -index) + between(random, -0.012, 0.012)),
    y: unit * (0.018 * index + between(random, -0.01, 0.01)),
    size: unit * between(random, 0.013, 0.021),
    rate: between(random, 4.6, 6),
    phase: random() * 7,
  }))
  return {
    before: 0,
    paint(frame, seconds) {
      const way = heading * unit * 0.4 * (progressAt(stage, seconds) - 0.5)
      for (const { x, y, size, rate, phase } of flock) {
        const flap = Math.sin(seconds * rate + phase) * 0.42
        const wing: Point[] = [
          [0, 0.06],
          [-0.5, -0.22 - flap * 0.6],
          [-1.15, -0.1 - flap],
          [-0.5, -0.06 - flap * 0.55],
          [0, 0.2],
          [0.5, -0.06 - flap * 0.55],
          [1.15, -0.1 - flap],
          [0.5, -0.22 - flap * 0.6],
        ]
        fillPolygon(frame, placed(wing, start.x + x + way, start.y + y - way * 0.08 * heading, size), colour, 0.9)
      }
    },
  }
}
