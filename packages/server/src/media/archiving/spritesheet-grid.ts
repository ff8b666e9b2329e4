import { parseSize } from '@dailies/core'
import { inferSpritesheetGrid } from '@dailies/core/internal'
import type { PixelSize, SpritesheetAsset } from '@dailies/core'
import type { DeclaredGrid } from '../../upstream/upstream'

/** The fields of a spritesheet asset that describe its grid. */
export type GridFields = Pick<SpritesheetAsset, 'columns' | 'rows' | 'count' | 'tile_width' | 'tile_height'>

/**
 * Returns the grid of a spritesheet: the declared grid, or the only one that fits the size of the image and the aspect
 * ratio of the video. If several fit, returns no fields, and the client detects the grid from the image itself.
 */
export function gridOf(image: PixelSize, videoSize: string, declared: DeclaredGrid | undefined): GridFields {
  const size = parseSize(videoSize)
  const grid = declared ? toGrid(image, declared) : size && inferSpritesheetGrid(image, size)
  if (!grid) return {}
  const { columns, rows, count, tileWidth, tileHeight } = grid
  return { columns, rows, count, tile_width: tileWidth, tile_height: tileHeight }
}

const toGrid = (image: PixelSize, { columns, rows, count = columns * rows }: DeclaredGrid) => ({
  columns,
  rows,
  count: Math.min(count, columns * rows),
  tileWidth: image.width / columns,
  tileHeight: image.height / rows,
})
