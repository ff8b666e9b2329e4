import { decideGrid, drawSheet } from '@dailies/core/previews'
import type { SpritesheetGrid } from '@dailies/core'

/** What a test asks of a page that makes previews. */
export interface PreviewPage {
  /** Draws a sheet from the film, and tells its grid, how many of its tiles differ from all others, and how it is decided. */
  draw(src: string): Promise<{ grid: SpritesheetGrid; distinct: number; decided: SpritesheetGrid | undefined }>
  /** Begins to draw and gives up at once. */
  abandon(src: string): Promise<{ reason: string; src: string }>
  /** Why no sheet can be drawn. */
  fail(src: string): Promise<string>
  /** How a served sheet is cut. */
  decide(src: string, film: { width: number; height: number }): Promise<SpritesheetGrid | undefined>
}

declare global {
  interface Window {
    previews: PreviewPage
  }
}

const pixelsOf = (canvas: HTMLCanvasElement): ImageData => {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

window.previews = {
  async draw(src) {
    const { canvas, grid } = await drawSheet({ src })
    const context = canvas.getContext('2d')
    const tiles = new Set<string>()
    for (let index = 0; index < grid.count; index += 1) {
      const x = (index % grid.columns) * grid.tileWidth
      const y = Math.floor(index / grid.columns) * grid.tileHeight
      tiles.add(context?.getImageData(x, y, grid.tileWidth, grid.tileHeight).data.join() ?? '')
    }
    const film = { width: grid.tileWidth, height: grid.tileHeight }
    return { grid, distinct: tiles.size, decided: decideGrid(pixelsOf(canvas), canvas, film) }
  },
  async abandon(src) {
    const giving = new AbortController()
    const video = document.createElement('video')
    const drawing = drawSheet({ src, video, signal: giving.signal })
    giving.abort(new Error('given up'))
    const reason = await drawing.then(
      () => 'drawn',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    )
    return { reason, src: video.currentSrc && video.getAttribute('src') ? 'kept' : 'released' }
  },
  fail: (src) =>
    drawSheet({ src }).then(
      () => 'drawn',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    ),
  async decide(src, film) {
    const image = new Image()
    image.src = src
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return decideGrid(pixelsOf(canvas), canvas, film)
  },
}
