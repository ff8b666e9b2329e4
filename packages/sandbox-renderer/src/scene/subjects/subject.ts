import type { Painter, Point } from '../paint'
import type { Sheet } from '../sheet'
import type { Stage } from '../stage'

/** Something in the scene, and the sheet it stands behind: it is drawn just before sheet number `before`. */
export interface Placed {
  before: number
  paint: Painter
}

/** Puts one thing into a scene. */
export type Place = (stage: Stage, sheets: readonly Sheet[]) => Placed

/** The side of the picture away from the light, as a share of its width. */
export const away = ({ light, width }: Stage, share: number): number =>
  light(0).x < width / 2 ? width * (1 - share) : width * share

/** Reads `x,y x,y …`: the corners of a shape, in units of its size. */
export const shape = (corners: string): Point[] =>
  corners.split(' ').map((corner) => {
    const [x = 0, y = 0] = corner.split(',').map(Number)
    return [x, y]
  })

/** Points given in units of `size` around a place, leaning by `angle`. */
export const placed = (points: readonly Point[], x: number, y: number, size: number, angle = 0): Point[] =>
  points.map(([px, py]) => [
    x + size * (px * Math.cos(angle) - py * Math.sin(angle)),
    y + size * (px * Math.sin(angle) + py * Math.cos(angle)),
  ])
