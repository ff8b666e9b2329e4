import type { PixelSize } from './pixel-size'
import type { SpritesheetAsset } from './video'

/** The tile grid of a spritesheet. Tiles are ordered row by row. */
export interface SpritesheetGrid {
  /** Number of tiles per row. */
  columns: number
  /** Number of rows. */
  rows: number
  /** Number of tiles that hold an image; the remaining tiles at the end are blank. */
  count: number
  /** Tile width in pixels of the image; a fraction if the image does not divide evenly. */
  tileWidth: number
  /** Tile height in pixels of the image; a fraction if the image does not divide evenly. */
  tileHeight: number
}

/** Position and size of a tile within the spritesheet, in pixels of the image. */
export interface TileRectangle extends PixelSize {
  /** Distance from the left edge, in pixels of the image. */
  x: number
  /** Distance from the top edge, in pixels of the image. */
  y: number
}

const maxTiles = 200
// Minimum tile width and height, in pixels. A smaller tile is not a useful thumbnail, and would make every spritesheet
// ambiguous.
const minTileSize = 48
const aspectTolerance = 0.03

/**
 * Reads the spritesheet grid that the server declares; returns undefined if it declares none.
 *
 * @param image size of the spritesheet in pixels, if known: some servers declare the grid without the tile size
 */
export function declaredGrid(asset: SpritesheetAsset | undefined, image?: PixelSize): SpritesheetGrid | undefined {
  const { columns, rows, count } = asset ?? {}
  const tileWidth = asset?.tile_width ?? (image && columns && image.width / columns)
  const tileHeight = asset?.tile_height ?? (image && rows && image.height / rows)
  if (!columns || !rows || !tileWidth || !tileHeight) return undefined
  return { columns, rows, count: Math.min(count ?? columns * rows, columns * rows), tileWidth, tileHeight }
}

/**
 * Lists every grid that divides a spritesheet into tiles with the video's aspect ratio, fewest tiles first. The grid is
 * not documented and differs between servers, so do not assume one.
 */
export function possibleGrids(image: PixelSize, video: PixelSize): SpritesheetGrid[] {
  const aspect = video.width / video.height
  const grids: SpritesheetGrid[] = []
  for (let columns = 1; columns <= maxTiles && image.width / columns >= minTileSize; columns += 1) {
    const tileWidth = image.width / columns
    const rows = Math.round((image.height * aspect) / tileWidth)
    const tileHeight = image.height / rows
    const isWhole = Number.isInteger(tileWidth) && Number.isInteger(tileHeight)
    const hasAspect = Math.abs(tileWidth / tileHeight / aspect - 1) <= aspectTolerance
    if (isWhole && hasAspect && tileHeight >= minTileSize && columns * rows > 1 && columns * rows <= maxTiles) {
      grids.push({ columns, rows, count: columns * rows, tileWidth, tileHeight })
    }
  }
  return grids
}

/**
 * Determines the grid of a spritesheet from its size and the video's aspect ratio; returns undefined if no grid or
 * several grids fit.
 */
export function inferSpritesheetGrid(image: PixelSize, video: PixelSize): SpritesheetGrid | undefined {
  const [only, ...others] = possibleGrids(image, video)
  return others.length === 0 ? only : undefined
}

/** Calculates the position and size of a tile in the spritesheet, in pixels. @param index from 0, row by row */
export function tileRectangle({ columns, tileWidth, tileHeight }: SpritesheetGrid, index: number): TileRectangle {
  return {
    x: (index % columns) * tileWidth,
    y: Math.floor(index / columns) * tileHeight,
    width: tileWidth,
    height: tileHeight,
  }
}

/**
 * Finds the index of the tile that shows a position in the video.
 *
 * @param fraction of the duration that lies before the position, 0 to 1
 */
export const tileIndexAt = ({ count }: SpritesheetGrid, fraction: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor(fraction * count)))
