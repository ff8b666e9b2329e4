import sharp from 'sharp'
import { createFrame, frameToRgb, rgbToFrame } from './frame'
import type { Frame } from './frame'
import type { Scene } from './scene/scene'

/** The spritesheet: 25 moments, five in a row, evenly from the first picture to the last. */
const sheet = { columns: 5, rows: 5 } as const

const thumbnailMoment = 0.4
const thumbnailSide = 640
const tileSide = 256

/** One good moment, as WebP. */
export function drawThumbnail(scene: Scene, frame: Frame, seconds: number): Promise<Uint8Array> {
  scene.draw(frame, seconds * thumbnailMoment)
  const { data, width, height } = frameToRgb(frame, reduction(frame, thumbnailSide))
  return sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ quality: 82 })
    .toBuffer()
}

/** Twenty-five moments in reading order, as JPEG. */
export async function drawSpritesheet(scene: Scene, frame: Frame, seconds: number): Promise<Uint8Array> {
  const step = reduction(frame, tileSide)
  const width = Math.floor(frame.width / step)
  const height = Math.floor(frame.height / step)
  const count = sheet.columns * sheet.rows
  const row = width * sheet.columns * 3
  const pixels = new Uint8Array(row * height * sheet.rows)
  for (let tile = 0; tile < count; tile += 1) {
    scene.draw(frame, (seconds * tile) / count)
    const { data } = frameToRgb(frame, step)
    const start = Math.floor(tile / sheet.columns) * height * row + (tile % sheet.columns) * width * 3
    for (let line = 0; line < height; line += 1) {
      pixels.set(data.subarray(line * width * 3, (line + 1) * width * 3), start + line * row)
    }
  }
  return sharp(pixels, { raw: { width: width * sheet.columns, height: height * sheet.rows, channels: 3 } })
    .jpeg({ quality: 78 })
    .toBuffer()
}

/** Decodes an image of exactly the film's size. */
export async function readReference(image: Uint8Array, width: number, height: number): Promise<Frame> {
  const { data, info } = await sharp(image)
    .flatten({ background: '#ffffff' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (info.width !== width || info.height !== height || info.channels !== 3) {
    throw new Error(`the reference image is ${info.width} by ${info.height}, and must be ${width} by ${height}`)
  }
  const frame = createFrame(width, height)
  rgbToFrame(data, frame)
  return frame
}

/** The whole number by which a frame is reduced so that its longer side is at most `side`. */
const reduction = (frame: Frame, side: number): number =>
  Math.max(1, Math.ceil(Math.max(frame.width, frame.height) / side))
