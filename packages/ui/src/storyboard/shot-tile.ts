import type { ResolvedShot } from './resolve-shot'

/** One tile of the spritesheet of a video, counted from 0. */
export interface ShotTile {
  column: number
  row: number
  columns: number
  rows: number
}

// A time at the border of two tiles is in the second one, whatever the rounding.
const tolerance = 0.001

/**
 * The tile with the first frame of a shot whose start was trimmed; undefined if it was not, which the thumbnail shows, and if the
 * server declares no grid.
 */
export function tileOf({ video, start, seconds }: ResolvedShot): ShotTile | undefined {
  const { columns, rows, count, state } = video?.assets?.spritesheet ?? {}
  if (start <= 0 || seconds <= 0 || !columns || !rows || (state !== 'ready' && state !== 'archiving')) return undefined
  const tiles = Math.min(count ?? columns * rows, columns * rows)
  const index = Math.min(Math.floor((start / seconds) * tiles + tolerance), tiles - 1)
  return { column: index % columns, row: Math.floor(index / columns), columns, rows }
}
