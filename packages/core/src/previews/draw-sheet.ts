import type { PixelSize } from '@dailies/core'
import type { SpritesheetGrid } from '@dailies/core'
import { tileRectangle } from '@dailies/core'
import { VideoError } from '@dailies/core'

/**
 * A generated spritesheet. It is a canvas, because a strict content security policy allows no `blob:` or `data:`
 * images.
 */
export interface DrawnSheet {
  /** The spritesheet image. */
  canvas: HTMLCanvasElement
  /** Its tile grid. */
  grid: SpritesheetGrid
}

/** Options of generating a spritesheet: video URL, number of tiles and tile size. */
export interface DrawSheetOptions {
  /** URL of the video. */
  src: string
  /** Number of tiles, each a frame of the video. @default 16 */
  count?: number
  /** Tile width in pixels; the height follows the video's aspect ratio. @default 160 */
  tileWidth?: number
  /** Aborts the generation and releases the video. */
  signal?: AbortSignal
  /** Video element to decode with. @default a new element that is not attached to the document */
  video?: HTMLVideoElement
  /** Canvas to draw on. @default a new canvas that is not attached to the document */
  canvas?: HTMLCanvasElement
}

/**
 * Generates a spritesheet (thumbnail tiles) from a video in the browser, by seeking a hidden video element and drawing
 * its frames on a canvas.
 *
 * @throws VideoError `unsupported` if the browser cannot play the video; the signal's reason if it is aborted
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
    await load(video, src, signal)
    const grid = gridFor({ width: video.videoWidth, height: video.videoHeight }, count, tileWidth)
    canvas.width = grid.columns * grid.tileWidth
    canvas.height = grid.rows * grid.tileHeight
    const context = canvas.getContext('2d')
    if (!context) throw cannotDraw(src, 'no 2D canvas context is available')
    for (let index = 0; index < count; index += 1) {
      const seeked = waitForEvent(video, 'seeked', signal)
      // Take the middle of each tile's interval: the first and the last frame are often black.
      video.currentTime = (video.duration * (index + 0.5)) / count
      await seeked
      const { x, y, width, height } = tileRectangle(grid, index)
      context.drawImage(video, x, y, width, height)
    }
    return { canvas, grid }
  } finally {
    // Otherwise the browser continues to download the video of an element that is no longer referenced.
    video.removeAttribute('src')
    video.load()
  }
}

/** Loads the first frame, with CORS, because a canvas cannot be read after a video of another origin without it. */
async function load(video: HTMLVideoElement, src: string, signal: AbortSignal | undefined): Promise<void> {
  const loadAs = async (crossOrigin: 'anonymous' | 'use-credentials'): Promise<void> => {
    video.crossOrigin = crossOrigin
    const loaded = waitForEvent(video, 'loadeddata', signal)
    video.src = src
    await loaded
  }
  try {
    await loadAs('anonymous')
  } catch (error) {
    const isOtherOrigin = new URL(src, document.baseURI).origin !== location.origin
    if (!isOtherOrigin || signal?.aborted) throw error
    // Another origin may want the cookie of the user. Not at first, because a public bucket rejects credentials.
    await loadAs('use-credentials')
  }
}

function gridFor(video: PixelSize, count: number, tileWidth: number): SpritesheetGrid {
  const columns = Math.ceil(Math.sqrt(count))
  const tileHeight = Math.max(1, Math.round((tileWidth * video.height) / video.width))
  return { columns, rows: Math.ceil(count / columns), count, tileWidth, tileHeight }
}

function waitForEvent(
  video: HTMLVideoElement,
  event: 'loadeddata' | 'seeked',
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      video.removeEventListener(event, onEvent)
      video.removeEventListener('error', onError)
      signal?.removeEventListener('abort', onAbort)
      settle()
    }
    const onEvent = (): void => finish(resolve)
    const onError = (): void =>
      finish(() => reject(cannotDraw(video.src, video.error?.message ?? 'the video cannot be played')))
    const onAbort = (): void => finish(() => reject(signal?.reason))
    video.addEventListener(event, onEvent)
    video.addEventListener('error', onError)
    signal?.addEventListener('abort', onAbort)
  })
}

const cannotDraw = (src: string, reason: string): VideoError =>
  new VideoError(`No previews can be drawn from ${src} in this browser: ${reason}. Show the video without previews.`, {
    code: 'unsupported',
  })
