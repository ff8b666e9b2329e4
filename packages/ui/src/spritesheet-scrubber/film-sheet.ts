import type { SpritesheetGrid } from '@dailies/core'
import { parseSize } from '../format'

const columns = 4
const rows = 4
const tileWidth = 320

/** A sheet drawn from the film itself, in the page. */
export interface FilmSheetRequest {
  /** Where the film is served; of this origin, or it could not be drawn. */
  url: string
  /** Pixels of the film, as `1280x720`. */
  size: string
  signal: AbortSignal
}

/**
 * Draws a sheet of sixteen moments into a canvas, by seeking through the film beside the page: a canvas needs no `blob:` or `data:`
 * URL. Rejects where the film cannot be played.
 */
export async function drawFilmSheet(
  canvas: HTMLCanvasElement,
  { url, size, signal }: FilmSheetRequest,
): Promise<SpritesheetGrid> {
  const { width, height } = parseSize(size) ?? { width: 16, height: 9 }
  const tileHeight = Math.round((tileWidth * height) / width)
  const count = columns * rows
  canvas.width = columns * tileWidth
  canvas.height = rows * tileHeight
  const context = canvas.getContext('2d')
  const film = document.createElement('video')
  film.muted = true
  film.preload = 'auto'
  try {
    const metadata = happened(film, 'loadedmetadata', signal)
    film.src = url
    await metadata
    for (let tile = 0; tile < count; tile += 1) {
      // The frame of the moment is there at `seeked`; requestVideoFrameCallback alone never fires for a film beside the page.
      const seeked = happened(film, 'seeked', signal)
      film.currentTime = ((tile + 0.5) * film.duration) / count
      await seeked
      context?.drawImage(
        film,
        (tile % columns) * tileWidth,
        Math.floor(tile / columns) * tileHeight,
        tileWidth,
        tileHeight,
      )
    }
  } finally {
    // Lets go of the connection at once instead of at the next collection.
    film.removeAttribute('src')
    film.load()
  }
  return { columns, rows, count, tileWidth, tileHeight }
}

function happened(film: HTMLVideoElement, event: 'loadedmetadata' | 'seeked', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ending = new AbortController()
    const end = (settle: () => void) => () => {
      ending.abort()
      settle()
    }
    const options = { signal: ending.signal }
    film.addEventListener(event, end(resolve), options)
    film.addEventListener(
      'error',
      end(() => reject(film.error ?? new Error('The film could not be read.'))),
      options,
    )
    signal.addEventListener(
      'abort',
      end(() => reject(signal.reason)),
      options,
    )
  })
}
