import { decideGrid, drawSheet } from '@dailies/core/previews'
import type { SpritesheetGrid } from '@dailies/core'

/** Functions of the test page for previews, called by the tests. */
export interface PreviewPage {
  /** Draws a spritesheet; returns its grid, the number of distinct tiles, and the grid that `decideGrid` detects. */
  draw(src: string): Promise<{ grid: SpritesheetGrid; distinct: number; decided: SpritesheetGrid | undefined }>
  /** Starts drawing and aborts immediately. */
  abort(src: string): Promise<{ reason: string; src: string }>
  /** Returns the error message of a failed drawing. */
  fail(src: string): Promise<string>
  /** Detects the grid of a spritesheet file. */
  decide(src: string, video: { width: number; height: number }): Promise<SpritesheetGrid | undefined>
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
    const size = { width: grid.tileWidth, height: grid.tileHeight }
    return { grid, distinct: tiles.size, decided: decideGrid(pixelsOf(canvas), canvas, size) }
  },
  async abort(src) {
    const controller = new AbortController()
    const video = document.createElement('video')
    const drawing = drawSheet({ src, video, signal: controller.signal })
    controller.abort(new Error('aborted by the test'))
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
  async decide(src, size) {
    const image = new Image()
    image.src = src
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return decideGrid(pixelsOf(canvas), canvas, size)
  },
}
