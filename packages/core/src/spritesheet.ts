import type { PixelSize } from './pixel-size'
import type { SpritesheetAsset } from './video'

/** How a spritesheet is cut into tiles, which are read row by row. */
export interface SpritesheetGrid {
  /** Tiles in a row. */
  columns: number
  /** Rows of tiles. */
  rows: number
  /** How many tiles hold a picture; the rest of the last row is blank. */
  count: number
  /** In pixels of the image; a fraction where the image does not divide evenly. */
  tileWidth: number
  /** In pixels of the image; a fraction where the image does not divide evenly. */
  tileHeight: number
}

/** A part of the image, in its pixels. */
export interface TileRectangle extends PixelSize {
  /** From the left edge, in pixels of the image. */
  x: number
  /** From the upper edge, in pixels of the image. */
  y: number
}

const mostTiles = 200
// The shorter side, in pixels; a thumb smaller than this shows nothing, and would leave every sheet open to several grids.
const smallestTile = 48
const shapeTolerance = 0.03

/**
 * The grid as the server tells it; undefined where it does not.
 *
 * @param image its size, where it is known here: a server that has not seen the picture tells the grid without the size of a tile
 */
export function declaredGrid(asset: SpritesheetAsset | undefined, image?: PixelSize): SpritesheetGrid | undefined {
  const { columns, rows, count } = asset ?? {}
  const tileWidth = asset?.tile_width ?? (image && columns && image.width / columns)
  const tileHeight = asset?.tile_height ?? (image && rows && image.height / rows)
  if (!columns || !rows || !tileWidth || !tileHeight) return undefined
  return { columns, rows, count: Math.min(count ?? columns * rows, columns * rows), tileWidth, tileHeight }
}

/**
 * Every grid that would cut this image into tiles of the film's shape, fewest tiles first. The grid is documented nowhere and differs
 * between servers, so it must not be assumed.
 */
export function possibleGrids(image: PixelSize, film: PixelSize): SpritesheetGrid[] {
  const shape = film.width / film.height
  const grids: SpritesheetGrid[] = []
  for (let columns = 1; columns <= mostTiles && image.width / columns >= smallestTile; columns += 1) {
    const tileWidth = image.width / columns
    const rows = Math.round((image.height * shape) / tileWidth)
    const tileHeight = image.height / rows
    const isWhole = Number.isInteger(tileWidth) && Number.isInteger(tileHeight)
    const hasShape = Math.abs(tileWidth / tileHeight / shape - 1) <= shapeTolerance
    if (isWhole && hasShape && tileHeight >= smallestTile && columns * rows > 1 && columns * rows <= mostTiles) {
      grids.push({ columns, rows, count: columns * rows, tileWidth, tileHeight })
    }
  }
  return grids
}

/** The grid of an image where only one fits its size and the film's shape; undefined where none or several do. */
export function spritesheetGrid(image: PixelSize, film: PixelSize): SpritesheetGrid | undefined {
  const [only, ...others] = possibleGrids(image, film)
  return others.length === 0 ? only : undefined
}

/** Where a tile lies in the image. @param index from 0, row by row */
export function tileRectangle({ columns, tileWidth, tileHeight }: SpritesheetGrid, index: number): TileRectangle {
  return {
    x: (index % columns) * tileWidth,
    y: Math.floor(index / columns) * tileHeight,
    width: tileWidth,
    height: tileHeight,
  }
}

/** Which tile shows a moment of the film. @param share of the film that lies before it, 0 to 1 */
export const tileAt = ({ count }: SpritesheetGrid, share: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor(share * count)))
