/** The range and key steps of the slider. All times are in seconds. */
export interface ScrubScale {
  duration: number
  /** Step of an arrow key. */
  step: number
  /** Step of PageUp and PageDown. */
  page: number
  /** The slider runs from right to left, so the left and right arrow keys are swapped. */
  isRightToLeft: boolean
}

/** Clamps a value to the range from 0 to `max`. */
export const clamp = (value: number, max: number): number => Math.min(Math.max(value, 0), max)

/** The position of `clientX` on a box, from 0 at the start of the video to 1 at its end. */
export function fractionAt(clientX: number, box: { left: number; width: number }, isRightToLeft: boolean): number {
  const fromLeft = clamp((clientX - box.left) / box.width || 0, 1)
  return isRightToLeft ? 1 - fromLeft : fromLeft
}

/**
 * The time after a key press, or undefined for a key that is not handled. Digits jump to tenths of the video, as in
 * most players.
 */
export function timeAfterKey(
  key: string,
  time: number,
  { duration, step, page, isRightToLeft }: ScrubScale,
): number | undefined {
  const rightStep = isRightToLeft ? -step : step
  const moves: Record<string, unknown> = {
    ArrowRight: rightStep,
    ArrowLeft: -rightStep,
    ArrowUp: step,
    ArrowDown: -step,
    PageUp: page,
    PageDown: -page,
    Home: -duration,
    End: duration,
  }
  const move = moves[key]
  if (/^\d$/.test(key)) return (duration * Number(key)) / 10
  return typeof move === 'number' ? clamp(time + move, duration) : undefined
}
