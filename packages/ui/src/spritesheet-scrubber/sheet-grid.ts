import { possibleGrids, type SpritesheetGrid } from '@dailies/core'
import { parseSize } from '../format'
import { gridBySeams, withoutBlankTail, type Pixels } from './grid-by-seams'

// Seams survive this much shrinking, and the pixels of a full sheet would take 30 MB.
const widestLook = 1024

/**
 * How a loaded sheet is cut. Where one grid only fits its size and the film's shape, by that; else by the seams in the picture.
 *
 * @param told the grid where the server or the page gave it, which is believed but for its length where that was not given
 * @returns undefined where it cannot be decided
 */
export function sheetGrid(
  image: HTMLImageElement,
  size: string,
  told: SpritesheetGrid | undefined,
): SpritesheetGrid | undefined {
  if (told) return told
  const film = parseSize(size)
  if (!film) return undefined
  const grids = possibleGrids({ width: image.naturalWidth, height: image.naturalHeight }, film)
  if (grids.length === 0) return undefined
  const pixels = pixelsOf(image)
  const grid = grids.length === 1 ? grids[0] : pixels && gridBySeams(pixels, grids)
  return grid && pixels ? withoutBlankTail(pixels, grid) : grid
}

function pixelsOf(image: HTMLImageElement): Pixels | undefined {
  const scale = Math.min(1, widestLook / image.naturalWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  try {
    context?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return context?.getImageData(0, 0, canvas.width, canvas.height)
  } catch {
    // A sheet of another origin may be shown but not read.
    return undefined
  }
}
