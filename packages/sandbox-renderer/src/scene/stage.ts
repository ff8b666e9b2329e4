import type { Random } from '../random'
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
  /** Where the sun, the moon or the lamp stands. */
  light(seconds: number): { x: number; y: number; radius: number }
}

/** How far through the video a moment is, from 0 to 1. */
export const progressAt = ({ seconds }: Stage, moment: number): number => moment / seconds

/** How far the nearest paper has moved, in pixels: an even track, quick enough that a short video can be scrubbed too. */
export const travelled = (stage: Stage, moment: number): number =>
  stage.heading * stage.unit * (0.15 * progressAt(stage, moment) + 0.012 * moment)
