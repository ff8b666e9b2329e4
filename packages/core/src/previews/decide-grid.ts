import type { PixelSize } from '@dailies/core'
import { possibleGrids } from '@dailies/core'
import type { SpritesheetGrid } from '@dailies/core'
import { withoutBlankTail } from './blank-tail'
import { brightnessOf } from './brightness'
import type { Brightness, Pixels } from './brightness'
import { gridByLikeness, unlikeness } from './grid-by-likeness'
import { gridBySeams } from './grid-by-seams'

/**
 * Decides how a spritesheet is cut by looking at it: by its size where only one grid fits, else by the seams between tiles, else by
 * how alike the tiles are; and finds where its pictures end.
 *
 * @param pixels the sheet, which may be shrunk for looking at it
 * @param image the sheet's own size, in pixels
 * @param film the film's size, in pixels
 * @returns undefined where it cannot be decided; then draw a sheet from the film
 */
export function decideGrid(pixels: Pixels, image: PixelSize, film: PixelSize): SpritesheetGrid | undefined {
  const grids = possibleGrids(image, film)
  const picture = brightnessOf(pixels)
  const grid = grids.length <= 1 ? grids[0] : chooseGrid(picture, grids)
  return grid && withoutBlankTail(picture, grid)
}

function chooseGrid(picture: Brightness, grids: readonly SpritesheetGrid[]): SpritesheetGrid | undefined {
  const seamed = gridBySeams(picture, grids)
  const alike = gridByLikeness(picture, grids)
  if (!seamed || !alike || seamed === alike) return seamed ?? alike
  // An edge in the picture can pass for the one seam of a coarse grid, but then its tiles are unlike.
  return unlikeness(picture, seamed) > 2 * unlikeness(picture, alike) ? alike : seamed
}
