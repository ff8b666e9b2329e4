/** Where a film can be asked about, and how far one key goes. Times are seconds. */
export interface ScrubScale {
  duration: number
  /** What an arrow key moves by. */
  step: number
  /** What PageUp and PageDown move by. */
  page: number
  /** The film runs from right to left, so the arrow keys swap. */
  isRightToLeft: boolean
}

/** `value`, from 0 to `most`. */
export const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most)

/** Where `clientX` falls on a box, from 0 at the start of the film to 1 at its end. */
export function fractionAt(clientX: number, box: { left: number; width: number }, isRightToLeft: boolean): number {
  const fromLeft = clamp((clientX - box.left) / box.width || 0, 1)
  return isRightToLeft ? 1 - fromLeft : fromLeft
}

/** The time a key leads to, or undefined for a key that is not ours. Digits go to tenths of the film, as in most players. */
export function timeAfterKey(
  key: string,
  time: number,
  { duration, step, page, isRightToLeft }: ScrubScale,
): number | undefined {
  const sideways = isRightToLeft ? -step : step
  const moves: Record<string, unknown> = {
    ArrowRight: sideways,
    ArrowLeft: -sideways,
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
