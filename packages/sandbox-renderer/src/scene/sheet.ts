import type { Frame } from '../frame'

/** One sheet of paper, and where its edge runs. */
export interface Sheet {
  /** 0 at the horizon, 1 nearest to us. */
  nearness: number
  /** The lowest row its edge comes down to; all below is covered. */
  lowest: number
  /** The row of its edge above column `x` of the picture. */
  edgeAt(x: number, seconds: number): number
  /** How far what stands on it has moved left, in pixels. */
  drift(seconds: number): number
  /** Draws it down to the row `bottom`, below which nearer sheets cover it. */
  paint(frame: Frame, seconds: number, bottom: number): void
}
