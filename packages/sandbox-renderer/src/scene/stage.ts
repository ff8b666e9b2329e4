import type { RenderEnvironment } from '../environment'
import type { Random } from '../random'
import type { Look } from './look'
import type { Palette } from './palette'
import type { Reading } from './reading'

/** What every part of a scene needs to know. */
export interface Stage {
  width: number
  height: number
  /** The short side, in pixels: sizes are shares of it, so that a scene looks alike in every shape. */
  unit: number
  seconds: number
  reading: Reading
  palette: Palette
  /** Chance for one part of the scene; each has its own, so that a change to one part leaves the others as they were. */
  chance(part: string): Random
  /** Where the ground begins, in pixels from the top. */
  horizon: number
  /** How bright the ground may be at a row, 0 to 1: darker where the caption stands. */
  scrim(row: number): number
  /** 1: the camera moves right, -1: left. */
  heading: 1 | -1
  /** How the model's camera moves. */
  camera: Pick<Look, 'pace' | 'sway'>
  /** Draws the parts of painted scenes. */
  drawSvg: RenderEnvironment['drawSvg']
  /** Where the sun, the moon or the lamp stands. */
  light(seconds: number): { x: number; y: number; radius: number }
}

/** How far through the video a moment is, from 0 to 1. */
export const progressAt = ({ seconds }: Stage, moment: number): number => moment / seconds

/** How far the nearest paper has moved, in pixels: an even track, quick enough that a short video can be scrubbed too. */
export const travelled = (stage: Stage, moment: number): number =>
  stage.heading * stage.unit * stage.camera.pace * (0.15 * progressAt(stage, moment) + 0.012 * moment) +
  stage.unit * stage.camera.sway * (Math.sin(moment * 1.7) + 0.5 * Math.sin(moment * 4.1))

/** How many columns of ground the camera passes on its whole way, with a margin for its sway. */
export const reachOf = (stage: Stage): number =>
  Math.ceil(Math.abs(travelled(stage, stage.seconds))) + 2 * marginOf(stage) + 4

/** The column of the ground at the left of the first picture, of ground that reaches `reach` columns further than the picture. */
export const startOf = (stage: Stage, reach: number): number =>
  stage.heading === 1 ? marginOf(stage) : reach - 3 - marginOf(stage)

const marginOf = ({ unit, camera }: Stage): number => Math.ceil(unit * camera.sway * 3)
