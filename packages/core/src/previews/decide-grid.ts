import type { PixelSize } from '@dailies/core'
import { possibleGrids } from '@dailies/core/internal'
import type { SpritesheetGrid } from '@dailies/core'
import { withoutBlankTail } from './blank-tail'
import { brightnessOf } from './brightness'
import type { Brightness, Pixels } from './brightness'
import { gridBySimilarity, dissimilarity } from './grid-by-similarity'
import { gridBySeams } from './grid-by-seams'

/**
 * Detects the tile grid of a spritesheet by image analysis. Uses the size if only one grid fits, else the seams between
 * tiles, else the similarity of neighbouring tiles; also detects blank tiles at the end.
 *
 * @param pixels the spritesheet, optionally scaled down to make the analysis faster
 * @param image original size of the spritesheet, in pixels
 * @param video size of the video, in pixels
 * @returns undefined if the grid is ambiguous or no grid fits; generate a spritesheet with `drawSheet` instead
 */
export function decideGrid(pixels: Pixels, image: PixelSize, video: PixelSize): SpritesheetGrid | undefined {
  const grids = possibleGrids(image, video)
  const brightness = brightnessOf(pixels)
  const grid = grids.length <= 1 ? grids[0] : selectGrid(brightness, grids)
  return grid && withoutBlankTail(brightness, grid)
}

function selectGrid(brightness: Brightness, grids: readonly SpritesheetGrid[]): SpritesheetGrid | undefined {
  const bySeams = gridBySeams(brightness, grids)
  const bySimilarity = gridBySimilarity(brightness, grids)
  if (!bySeams || !bySimilarity || bySeams === bySimilarity) return bySeams ?? bySimilarity
  // An edge within a frame can look like the single seam of a coarse grid, but then the tiles of that grid are
  // dissimilar.
  return dissimilarity(brightness, bySeams) > 2 * dissimilarity(brightness, bySimilarity) ? bySimilarity : bySeams
}
