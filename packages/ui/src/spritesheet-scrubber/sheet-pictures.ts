import { parseSize, type SpritesheetGrid } from '@dailies/core'
import { inferSpritesheetGrid } from '@dailies/core/internal'
import { decideGrid } from '@dailies/core/previews'

export { drawSheet } from '@dailies/core/previews'

// The seams between tiles remain visible at this width, and the pixels of a full-size spritesheet would take 30 MB.
const maxAnalysisWidth = 1024

/**
 * Detects the grid of a loaded spritesheet from its pixels, or from its size alone if CORS does not allow reading the
 * pixels.
 *
 * @returns undefined if the grid cannot be detected
 */
export function detectGrid(image: HTMLImageElement, size: string): SpritesheetGrid | undefined {
  const videoSize = parseSize(size)
  if (!videoSize) return undefined
  const natural = { width: image.naturalWidth, height: image.naturalHeight }
  const pixels = pixelsOf(image)
  return pixels ? decideGrid(pixels, natural, videoSize) : inferSpritesheetGrid(natural, videoSize)
}

function pixelsOf(image: HTMLImageElement): ImageData | undefined {
  const scale = Math.min(1, maxAnalysisWidth / image.naturalWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  try {
    context?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return context?.getImageData(0, 0, canvas.width, canvas.height)
  } catch {
    // A cross-origin image without CORS taints the canvas: it can be shown but not read.
    return undefined
  }
}
