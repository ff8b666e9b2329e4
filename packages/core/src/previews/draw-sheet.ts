import type { PixelSize } from '@dailies/core'
import type { SpritesheetGrid } from '@dailies/core'
import { tileRectangle } from '@dailies/core'
import { VideoError } from '@dailies/core'

/** A spritesheet made in the page. A canvas, since a strict content security policy allows no `blob:` or `data:` picture. */
export interface DrawnSheet {
  /** The sheet itself. */
  canvas: HTMLCanvasElement
  /** How it is cut. */
  grid: SpritesheetGrid
}

/** What a sheet is drawn from, and how. */
export interface DrawSheetOptions {
  /** Where the film is served. */
  src: string
  /** How many moments of the film are drawn. @default 16 */
  count?: number
  /** Width of a tile, in pixels; its height follows the film's shape. @default 160 */
  tileWidth?: number
  /** Gives up, and lets go of the film. */
  signal?: AbortSignal
  /** @default one of the page's document, which is never shown */
  video?: HTMLVideoElement
  /** @default one of the page's document, which is never shown */
  canvas?: HTMLCanvasElement
}

/**
 * Draws a spritesheet from the film itself, by seeking a hidden video and drawing what it shows.
 *
 * @throws VideoError `unsupported` where the browser cannot play the film; the signal's reason where it is aborted
 */
export async function drawSheet({
  src,
  count = 16,
  tileWidth = 160,
  signal,
  video = document.createElement('video'),
  canvas = document.createElement('canvas'),
}: DrawSheetOptions): Promise<DrawnSheet> {
  signal?.throwIfAborted()
  try {
    video.muted = true
    video.playsInline = true
    video.preload = 'auto'
    video.crossOrigin = 'anonymous'
    const loaded = happens(video, 'loadeddata', signal)
    video.src = src
    await loaded
    const grid = gridFor({ width: video.videoWidth, height: video.videoHeight }, count, tileWidth)
    canvas.width = grid.columns * grid.tileWidth
    canvas.height = grid.rows * grid.tileHeight
    const context = canvas.getContext('2d')
    if (!context) throw cannotDraw(src, 'it gives no canvas to draw on')
    for (let index = 0; index < count; index += 1) {
      const seeked = happens(video, 'seeked', signal)
      // The middle of each tile's stretch: the very start and end are often black.
      video.currentTime = (video.duration * (index + 0.5)) / count
      await seeked
      const { x, y, width, height } = tileRectangle(grid, index)
      context.drawImage(video, x, y, width, height)
    }
    return { canvas, grid }
  } finally {
    // Without this the browser goes on fetching the film of an element that nobody holds.
    video.removeAttribute('src')
    video.load()
  }
}

function gridFor(film: PixelSize, count: number, tileWidth: number): SpritesheetGrid {
  const columns = Math.ceil(Math.sqrt(count))
  const tileHeight = Math.max(1, Math.round((tileWidth * film.height) / film.width))
  return { columns, rows: Math.ceil(count / columns), count, tileWidth, tileHeight }
}

function happens(
  video: HTMLVideoElement,
  event: 'loadeddata' | 'seeked',
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      video.removeEventListener(event, onEvent)
      video.removeEventListener('error', onError)
      signal?.removeEventListener('abort', onAbort)
      settle()
    }
    const onEvent = (): void => end(resolve)
    const onError = (): void => end(() => reject(cannotDraw(video.src, video.error?.message ?? 'it cannot be played')))
    const onAbort = (): void => end(() => reject(signal?.reason))
    video.addEventListener(event, onEvent)
    video.addEventListener('error', onError)
    signal?.addEventListener('abort', onAbort)
  })
}

const cannotDraw = (src: string, why: string): VideoError =>
  new VideoError(`No previews can be drawn from ${src} in this browser: ${why}. Show the film without them.`, {
    code: 'unsupported',
  })
