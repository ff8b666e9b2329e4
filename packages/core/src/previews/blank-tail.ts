import type { SpritesheetGrid } from '@dailies/core'
import { tileRectangle } from '@dailies/core'
import type { Brightness } from './brightness'
import { mean, sample, spread } from './brightness'

const samplePoints = 12
// Maximum brightness spread of a blank tile, of 255.
const maxBlankSpread = 6
// Minimum brightness spread of a tile that clearly holds an image, of 255.
const minImageSpread = 30

/**
 * Excludes the blank tiles at the end from the grid's count. A video can fade to black: if the last tile before the
 * blank ones is itself nearly blank, all tiles count as images.
 */
export function withoutBlankTail(sheet: Brightness, grid: SpritesheetGrid): SpritesheetGrid {
  const { columns, rows } = grid
  const tiles = { ...grid, tileWidth: sheet.width / columns, tileHeight: sheet.height / rows }
  const sampleTile = (index: number): number[] => sample(sheet, tileRectangle(tiles, index), samplePoints)
  const blankLevel = mean(sampleTile(columns * rows - 1))
  const isBlank = (index: number): boolean => {
    const samples = sampleTile(index)
    return spread(samples) <= maxBlankSpread && Math.abs(mean(samples) - blankLevel) <= maxBlankSpread
  }
  let count = columns * rows
  while (count > 1 && isBlank(count - 1)) count -= 1
  const isAbrupt = spread(sampleTile(count - 1)) > minImageSpread
  return { ...grid, count: isAbrupt ? count : columns * rows }
}
