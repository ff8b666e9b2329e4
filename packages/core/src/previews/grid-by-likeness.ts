import type { SpritesheetGrid } from '@dailies/core'
import { tileRectangle } from '@dailies/core'
import type { Brightness } from './brightness'
import { mean, sample, spread } from './brightness'

const points = 24
const blank = 6
const mostUnlike = 0.6

/**
 * Chooses among grids that all fit by how alike neighbouring tiles are: two moments of a film show nearly the same, two halves of a
 * picture do not. It decides where plain backgrounds leave no seams. Of the grids that are about as good as the best, the finest
 * is the one, since a coarser one holds whole groups of tiles, which are alike too.
 */
export function gridByLikeness(picture: Brightness, grids: readonly SpritesheetGrid[]): SpritesheetGrid | undefined {
  const scored = grids.map((grid) => ({ grid, score: unlikeness(picture, grid) }))
  const most = Math.min(mostUnlike, Math.min(...scored.map(({ score }) => score)) * 1.6 + 0.05)
  return scored.findLast(({ score }) => score <= most)?.grid
}

/** How much neighbours differ, against how much the pictures differ within themselves: near 0 for a film, near 1 for halves of pictures. */
export function unlikeness(picture: Brightness, { columns, rows }: SpritesheetGrid): number {
  const width = picture.width / columns
  const height = picture.height / rows
  const grid = { columns, rows, count: columns * rows, tileWidth: width, tileHeight: height }
  const tiles = Array.from({ length: columns * rows }, (_, index) =>
    sample(picture, tileRectangle(grid, index), points),
  )
  const shown = tiles.filter((tile) => spread(tile) > blank)
  if (shown.length < 2) return Number.POSITIVE_INFINITY
  const between: number[] = []
  const within: number[] = []
  shown.forEach((tile, index) => {
    const next = shown[index + 1]
    const average = mean(tile)
    tile.forEach((value, at) => {
      within.push(Math.abs(value - average))
      if (next) between.push(Math.abs(value - (next[at] ?? 0)))
    })
  })
  return mean(between) / (mean(within) || 1)
}
