import type { PictureFormat } from './encode/encoded-pictures'
import type { PixelSize, Pixels, RenderEnvironment } from './environment'
import { createFrame, frameToRgb, rgbToFrame } from './frame'
import type { Frame } from './frame'

/** Layout of the spritesheet: 25 frames, five per row, evenly spread from the first frame on. */
const sheet = { columns: 5, rows: 5 } as const

const thumbnailMoment = 0.4
// A library shows its newest video up to the width of the window.
const thumbnailSide = 1280
const tileSide = 256

/** Thumbnail and spritesheet of a video, collected from its frames while they are encoded. */
export interface Stills {
  /** Collects frame number `index`. */
  take(frame: Frame, index: number): void
  /** One representative frame. */
  readonly thumbnail: Pixels
  /** Twenty-five frames row by row. */
  readonly spritesheet: Pixels
}

/** Creates empty stills for a video that is about to be drawn. */
export function collectStills(format: PictureFormat): Stills {
  const { frameCount } = format
  const thumbnail = createPixels(format, thumbnailSide, 1, 1)
  const tiles = createPixels(format, tileSide, sheet.columns, sheet.rows)
  const count = sheet.columns * sheet.rows
  return {
    take(frame, index) {
      if (index === Math.floor(frameCount * thumbnailMoment)) thumbnail.put(frame, 0)
      // A video with fewer frames than tiles shows some of them twice.
      for (let tile = Math.ceil((index * count) / frameCount); tile < count; tile += 1) {
        if (Math.floor((tile * frameCount) / count) !== index) break
        tiles.put(frame, tile)
      }
    },
    thumbnail: thumbnail.pixels,
    spritesheet: tiles.pixels,
  }
}

/** A grid of frames, each scaled down so that its longer side is at most `side`. */
function createPixels(size: PixelSize, side: number, columns: number, rows: number) {
  const step = Math.max(1, Math.ceil(Math.max(size.width, size.height) / side))
  const width = Math.floor(size.width / step)
  const height = Math.floor(size.height / step)
  const row = width * columns * 3
  const data = new Uint8Array(row * height * rows)
  return {
    put(frame: Frame, place: number): void {
      const tile = frameToRgb(frame, step).data
      const start = Math.floor(place / columns) * height * row + (place % columns) * width * 3
      for (let line = 0; line < height; line += 1) {
        data.set(tile.subarray(line * width * 3, (line + 1) * width * 3), start + line * row)
      }
    },
    pixels: { data, width: width * columns, height: height * rows },
  }
}

/** Decodes an image and crops it to the video's size. */
export async function readReferenceImage(
  image: Uint8Array,
  size: PixelSize,
  { decodeImage }: RenderEnvironment,
): Promise<Frame> {
  const { data } = await decodeImage(image, size)
  const frame = createFrame(size.width, size.height)
  rgbToFrame(data, frame)
  return frame
}
