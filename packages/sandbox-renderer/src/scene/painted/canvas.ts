import { progressAt } from '../stage'
import type { Stage } from '../stage'
import type { Painter } from '../paint'
import { drawSprite, paintSprite } from './sprite'

/** How many units the short side of the frame has in the drawings of painted scenes. */
const units = 1000

/** A frame in units: its sides, and how many pixels a unit is. */
export interface Canvas {
  width: number
  height: number
  scale: number
}

export const canvasOf = ({ width, height, unit }: Stage): Canvas => ({
  width: (width / unit) * units,
  height: (height / unit) * units,
  scale: unit / units,
})

/** How many units a layer reaches beyond the frame on either side, so that the camera can move. */
export const bleed = 260

/**
 * A layer as wide as the frame and its bleed, which the camera passes at `nearness`: 0 far away and still, 1 at the
 * distance of the main subject. The drawing starts at the left of the bleed.
 */
export async function paintLayer(stage: Stage, svg: string, nearness: number, coarser = 1): Promise<Painter> {
  const { width, height, scale } = canvasOf(stage)
  const sprite = await paintSprite(
    stage,
    `<g transform="translate(${bleed} 0)">${svg}</g>`,
    width + 2 * bleed,
    height,
    scale,
    coarser,
  )
  return (frame, seconds) => drawSprite(frame, sprite, -bleed * scale - shift(stage, seconds) * nearness, 0)
}

/** How far the camera has moved from the middle of its way, in pixels; in a long video no further, but slower. */
export function shift(stage: Stage, seconds: number): number {
  const { heading, unit, camera } = stage
  const sway = camera.sway * (Math.sin(seconds * 1.7) + 0.5 * Math.sin(seconds * 4.1))
  return unit * (heading * camera.pace * 0.19 * (progressAt(stage, seconds) - 0.5) + sway)
}
