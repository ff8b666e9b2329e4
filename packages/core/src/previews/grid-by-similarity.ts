import type { SpritesheetGrid } from '@dailies/core'
import { tileRectangle } from '@dailies/core'
import type { Brightness } from './brightness'
import { mean, sample, spread } from './brightness'

const samplePoints = 24
// Maximum brightness spread of a blank tile, of 255.
const maxBlankSpread = 6
const maxDissimilarity = 0.6

/**
 * Selects among the possible grids by the similarity of neighbouring tiles: two frames of a video look nearly the same,
 * two halves of an image do not. This works on plain backgrounds, where there are no visible seams. Returns the finest
 * of the grids that score about as well as the best one, because a coarser grid has groups of tiles, which are similar
 * too.
 */
export function gridBySimilarity(image: Brightness, grids: readonly SpritesheetGrid[]): SpritesheetGrid | undefined {
  const scored = grids.map((grid) => ({ grid, score: dissimilarity(image, grid) }))
  const threshold = Math.min(maxDissimilarity, Math.min(...scored.map(({ score }) => score)) * 1.6 + 0.05)
  return scored.findLast(({ score }) => score <= threshold)?.grid
}

/**
 * Difference between neighbouring tiles relative to the variation within tiles: near 0 for frames of a video, near 1
 * for halves of images.
 */
export function dissimilarity(image: Brightness, { columns, rows }: SpritesheetGrid): number {
  const width = image.width / columns
  const height = image.height / rows
  const grid = { columns, rows, count: columns * rows, tileWidth: width, tileHeight: height }
  const tiles = Array.from({ length: columns * rows }, (_, index) =>
    sample(image, tileRectangle(grid, index), samplePoints),
  )
  const imageTiles = tiles.filter((tile) => spread(tile) > maxBlankSpread)
  if (imageTiles.length < 2) return Number.POSITIVE_INFINITY
  const between: number[] = []
  const within: number[] = []
  imageTiles.forEach((tile, index) => {
    const next = imageTiles[index + 1]
    const average = mean(tile)
    tile.forEach((value, point) => {
      within.push(Math.abs(value - average))
      if (next) between.push(Math.abs(value - (next[point] ?? 0)))
    })
  })
  return mean(between) / (mean(within) || 1)
}
