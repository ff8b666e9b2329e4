import type { SpritesheetGrid } from '@dailies/core'
import { tileRectangle } from '@dailies/core'
import type { Brightness } from './brightness'
import { mean, sample, spread } from './brightness'

const points = 12
const blank = 6
const picture = 30

/**
 * The same grid without the blank tiles at its end. A film may end in the dark: where the last tile before them is close to blank
 * itself, they are taken for pictures.
 */
export function withoutBlankTail(sheet: Brightness, grid: SpritesheetGrid): SpritesheetGrid {
  const { columns, rows } = grid
  const tiles = { ...grid, tileWidth: sheet.width / columns, tileHeight: sheet.height / rows }
  const look = (index: number): number[] => sample(sheet, tileRectangle(tiles, index), points)
  const colour = mean(look(columns * rows - 1))
  let count = columns * rows
  while (count > 1 && spread(look(count - 1)) <= blank && Math.abs(mean(look(count - 1)) - colour) <= blank) count -= 1
  const isAbrupt = spread(look(count - 1)) > picture
  return { ...grid, count: isAbrupt ? count : columns * rows }
}
