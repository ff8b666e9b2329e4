import { outlineOf } from './outline'

/** Coverage of a text, 0 to 255 for each pixel. */
export interface Mask {
  width: number
  height: number
  alpha: Uint8Array
}

/** An empty mask. */
export const createMask = (width: number, height: number): Mask => ({
  width,
  height,
  alpha: new Uint8Array(width * height),
})

/** How wide `text` is, in pixels, with capitals `capHeight` pixels high. */
export function measureText(text: string, capHeight: number): number {
  let units = 0
  for (const character of text) units += outlineOf(character).advance
  return (units * capHeight) / 10
}

/** Draws one line of `text` into `mask` from `x` on, standing on `baseline`; both may be fractions of a pixel. */
export function setText(mask: Mask, text: string, x: number, baseline: number, capHeight: number): void {
  const scale = capHeight / 10
  // Small letters need more ink to stay legible; 1.2 units is the weight of a book face.
  const radius = Math.max(0.62, (1.22 * scale) / 2)
  let pen = x
  for (const character of text) {
    const { segments, advance } = outlineOf(character)
    for (const [x1, y1, x2, y2] of segments) {
      const isDot = Math.hypot(x2 - x1, y2 - y1) < 0.1
      stroke(
        mask,
        [pen + x1 * scale, baseline - y1 * scale, pen + x2 * scale, baseline - y2 * scale],
        isDot ? radius * 1.25 : radius,
      )
    }
    pen += advance * scale
  }
}

function stroke(mask: Mask, [x1, y1, x2, y2]: [number, number, number, number], radius: number): void {
  const reach = radius + 1
  const left = Math.max(0, Math.floor(Math.min(x1, x2) - reach))
  const right = Math.min(mask.width - 1, Math.ceil(Math.max(x1, x2) + reach))
  const top = Math.max(0, Math.floor(Math.min(y1, y2) - reach))
  const bottom = Math.min(mask.height - 1, Math.ceil(Math.max(y1, y2) + reach))
  const dx = x2 - x1
  const dy = y2 - y1
  const square = dx * dx + dy * dy
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const px = column + 0.5 - x1
      const py = row + 0.5 - y1
      const along = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square))
      const distance = Math.hypot(px - along * dx, py - along * dy)
      const coverage = Math.min(1, Math.max(0, radius - distance + 0.5))
      const place = row * mask.width + column
      const alpha = Math.round(coverage * 255)
      if (alpha > (mask.alpha[place] ?? 0)) mask.alpha[place] = alpha
    }
  }
}
