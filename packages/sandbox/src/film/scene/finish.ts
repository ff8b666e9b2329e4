import type { Painter } from './paint'
import type { Stage } from './stage'

/** Darkens the corners a little, and the lower part more, so that the caption can be read on any scene. */
export function paintFinish({ width, height }: Stage, captionHeight: number): Painter {
  const share = new Uint8Array(width * height)
  for (let row = 0; row < height; row += 1) {
    const dy = (row + 0.5) / height - 0.5
    const down = Math.min(1, Math.max(0, (row - (height - captionHeight * 2.1)) / (captionHeight * 1.6)))
    const scrim = 1 - 0.52 * down * down * (3 - 2 * down)
    for (let column = 0; column < width; column += 1) {
      const dx = (column + 0.5) / width - 0.5
      const corner = Math.max(0, (dx * dx + dy * dy) * 2 - 0.22)
      share[row * width + column] = Math.round(255 * (1 - 0.42 * corner) * scrim)
    }
  }
  return ({ y }) => {
    for (let place = 0; place < y.length; place += 1) {
      const luma = y[place] ?? 0
      y[place] = luma - (((luma - 16) * (255 - (share[place] ?? 0))) >> 8)
    }
  }
}
