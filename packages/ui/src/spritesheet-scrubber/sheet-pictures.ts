import { readSize, spritesheetGrid, type SpritesheetGrid } from '@dailies/core'
import { decideGrid } from '@dailies/core/previews'

export { drawSheet } from '@dailies/core/previews'

// Seams survive this much shrinking, and the pixels of a full sheet would take 30 MB.
const widestLook = 1024

/**
 * How a loaded sheet is cut, decided by looking at it; by its size alone where it may be shown but not read.
 *
 * @returns undefined where it cannot be decided
 */
export function gridOf(image: HTMLImageElement, size: string): SpritesheetGrid | undefined {
  const film = readSize(size)
  if (!film) return undefined
  const natural = { width: image.naturalWidth, height: image.naturalHeight }
  const pixels = pixelsOf(image)
  return pixels ? decideGrid(pixels, natural, film) : spritesheetGrid(natural, film)
}

function pixelsOf(image: HTMLImageElement): ImageData | undefined {
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
