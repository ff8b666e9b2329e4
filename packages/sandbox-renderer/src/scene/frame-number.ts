import { fillBar } from './paint'
import type { Frame } from '../frame'

/** How many bits of a frame's number are drawn. */
const bits = 12

/**
 * Draws the number of a frame as twelve squares in the upper left corner, white for 1 and black for 0, the highest bit
 * first. A square is a fortieth of the width, at least 6 pixels; they touch one another and the edges.
 */
export function drawFrameNumber(frame: Frame, number: number): void {
  const side = Math.max(6, 2 * Math.round(frame.width / 80))
  for (let bit = 0; bit < bits; bit += 1) {
    const isSet = ((number >> (bits - 1 - bit)) & 1) === 1
    fillBar(frame, [bit * side, 0, (bit + 1) * side, side], [isSet ? 235 : 16, 128, 128], 1)
  }
}
