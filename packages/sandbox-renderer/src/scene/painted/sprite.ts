import type { Pixels } from '../../environment'
import type { Frame } from '../../frame'
import type { Stage } from '../stage'

/** A painted part of a scene, larger or smaller than the frame, with soft edges. */
export interface Sprite {
  width: number
  height: number
  /** Luma times alpha, so that two neighbours can be averaged. */
  luma: Uint16Array
  alpha: Uint8Array
  /** Half as wide and half as high: chroma times alpha, and alpha. */
  blue: Uint16Array
  red: Uint16Array
  chromaAlpha: Uint8Array
  /** The first and the last column of each row that is not empty. */
  from: Uint16Array
  to: Uint16Array
}

/**
 * Draws an SVG of `width` by `height` units, `scale` pixels per unit. One that is out of focus is drawn `coarser` times
 * as small and enlarged, which is far quicker than a blur of the same strength.
 */
export async function paintSprite(
  { drawSvg }: Pick<Stage, 'drawSvg'>,
  svg: string,
  width: number,
  height: number,
  scale: number,
  coarser = 1,
): Promise<Sprite> {
  const whole = { width: Math.ceil((width * scale) / 2) * 2, height: Math.ceil((height * scale) / 2) * 2 }
  const small = { width: Math.ceil(whole.width / coarser), height: Math.ceil(whole.height / coarser) }
  const box = `0 0 ${whole.width / scale} ${whole.height / scale}`
  const document = `<svg xmlns="http://www.w3.org/2000/svg" width="${small.width}" height="${small.height}" viewBox="${box}" preserveAspectRatio="none">${svg}</svg>`
  return spriteFrom(await drawSvg(document, small, whole))
}

function spriteFrom({ data: rgba, width, height }: Pixels): Sprite {
  const half = width / 2
  const sprite: Sprite = {
    width,
    height,
    luma: new Uint16Array(width * height),
    alpha: new Uint8Array(width * height),
    blue: new Uint16Array((half * height) / 2),
    red: new Uint16Array((half * height) / 2),
    chromaAlpha: new Uint8Array((half * height) / 2),
    from: new Uint16Array(height).fill(width),
    to: new Uint16Array(height),
  }
  const blues = new Float32Array(sprite.blue.length)
  const reds = new Float32Array(sprite.red.length)
  const alphas = new Float32Array(sprite.red.length)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const place = row * width + column
      const alpha = rgba[place * 4 + 3] ?? 0
      if (alpha === 0) continue
      const red = rgba[place * 4] ?? 0
      const green = rgba[place * 4 + 1] ?? 0
      const blue = rgba[place * 4 + 2] ?? 0
      // A fixed pattern of one step hides the bands of slow gradients.
      const luma = 15.5 + 0.182586 * red + 0.614231 * green + 0.062007 * blue + ((column * 0.7549 + row * 0.5698) % 1)
      sprite.luma[place] = luma * alpha
      sprite.alpha[place] = alpha
      const chroma = (row >> 1) * half + (column >> 1)
      blues[chroma] = (blues[chroma] ?? 0) + (128 - 0.100644 * red - 0.338572 * green + 0.439216 * blue) * alpha
      reds[chroma] = (reds[chroma] ?? 0) + (128 + 0.439216 * red - 0.398942 * green - 0.040274 * blue) * alpha
      alphas[chroma] = (alphas[chroma] ?? 0) + alpha
      if (column < (sprite.from[row] ?? 0)) sprite.from[row] = column
      sprite.to[row] = column + 1
    }
  }
  for (let place = 0; place < alphas.length; place += 1) {
    sprite.blue[place] = (blues[place] ?? 0) / 4
    sprite.red[place] = (reds[place] ?? 0) / 4
    sprite.chromaAlpha[place] = (alphas[place] ?? 0) / 4
  }
  return sprite
}

/** Blends a sprite in with its upper left corner at a place, which may lie between two columns. */
export function drawSprite(frame: Frame, sprite: Sprite, x: number, y: number, strength = 1): void {
  // Even rows and columns, because chroma is half as fine; the rest is interpolated, or slow movement would stutter.
  const left = Math.floor(x / 2) * 2
  const top = Math.round(y / 2) * 2
  const shift = x - left
  drawLuma(frame, sprite, left + Math.floor(shift), top, shift - Math.floor(shift), strength)
  drawChroma(frame, sprite, left / 2, top / 2, shift / 2, strength)
}

function drawLuma(frame: Frame, sprite: Sprite, left: number, top: number, part: number, strength: number): void {
  const { width, luma, alpha, from, to } = sprite
  const rest = 1 - part
  const scale = strength / 255
  for (let row = Math.max(0, -top); row < Math.min(sprite.height, frame.height - top); row += 1) {
    const source = row * width
    const target = (row + top) * frame.width + left
    const end = Math.min(to[row] ?? 0, width - 1, frame.width - left - 1)
    for (let column = Math.max(from[row] ?? 0, -left); column <= end; column += 1) {
      const at = source + column
      const before = column === 0 ? at : at - 1
      if (alpha[at] === 0 && alpha[before] === 0) continue
      const cover = ((alpha[at] ?? 0) * rest + (alpha[before] ?? 0) * part) * scale
      const value = ((luma[at] ?? 0) * rest + (luma[before] ?? 0) * part) * scale
      frame.y[target + column] = value + (frame.y[target + column] ?? 0) * (1 - cover) + 0.5
    }
  }
}

function drawChroma(frame: Frame, sprite: Sprite, left: number, top: number, part: number, strength: number): void {
  const width = sprite.width / 2
  const { blue, red, chromaAlpha: alpha, from, to } = sprite
  const rest = 1 - part
  const scale = strength / 255
  const frameWidth = frame.width / 2
  for (let row = Math.max(0, -top); row < Math.min(sprite.height / 2, frame.height / 2 - top); row += 1) {
    const source = row * width
    const target = (row + top) * frameWidth + left
    const first = Math.min(from[row * 2] ?? 0, from[row * 2 + 1] ?? 0) >> 1
    const last = Math.max(to[row * 2] ?? 0, to[row * 2 + 1] ?? 0) >> 1
    const end = Math.min(last, width - 1, frameWidth - left - 1)
    for (let column = Math.max(first, -left); column <= end; column += 1) {
      const at = source + column
      const before = column === 0 ? at : at - 1
      const under = 1 - ((alpha[at] ?? 0) * rest + (alpha[before] ?? 0) * part) * scale
      const place = target + column
      frame.u[place] =
        ((blue[at] ?? 0) * rest + (blue[before] ?? 0) * part) * scale + (frame.u[place] ?? 0) * under + 0.5
      frame.v[place] = ((red[at] ?? 0) * rest + (red[before] ?? 0) * part) * scale + (frame.v[place] ?? 0) * under + 0.5
    }
  }
}
