import { readSize, spritesheetGrid } from '@dailies/core'
import type { PixelSize, SpritesheetAsset } from '@dailies/core'
import type { DeclaredGrid } from '../upstream/upstream'

/** The fields of the asset that tell its grid. */
export type GridFields = Pick<SpritesheetAsset, 'columns' | 'rows' | 'count' | 'tile_width' | 'tile_height'>

/**
 * The grid of a spritesheet: as it is known of this upstream, else where only one fits the pixels and the film's shape. Undecided it is left
 * out, and the page decides by the picture itself.
 */
export function gridOf(image: PixelSize, film: string, known: DeclaredGrid | undefined): GridFields {
  const shape = readSize(film)
  const grid = known ? toGrid(image, known) : shape && spritesheetGrid(image, shape)
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
