import type { EncodedPictures, PictureFormat } from './encode/encoded-pictures'
import type { EncodedSound } from './encode/encode-pad'
import type { Frame } from './frame'

/** Pixels row by row: 3 bytes each without an alpha channel, 4 with one. */
export interface Pixels {
  data: Uint8Array
  width: number
  height: number
}

/** What a renderer needs of its runtime: pictures and codecs. Everything else is the same in Node and in a browser. */
export interface RenderEnvironment {
  /** Draws an SVG document of this size in pixels, then enlarges it, smoothly, to `enlarged`; with an alpha channel. */
  drawSvg(svg: string, size: PixelSize, enlarged: PixelSize): Promise<Pixels>
  /** Decodes a JPEG, PNG or WebP and crops it to this size; without an alpha channel. */
  decodeImage(image: Uint8Array, size: PixelSize): Promise<Pixels>
  /** Encodes pixels without an alpha channel. */
  encodeImage(pixels: Pixels, type: 'webp' | 'jpeg'): Promise<Uint8Array>
  /** Draws each frame in turn into the same buffer and encodes it; rejects with what `draw` throws. */
  encodePictures(
    format: PictureFormat,
    frame: Frame,
    draw: (frame: Frame, index: number) => void,
  ): Promise<EncodedPictures>
  /** Encodes the audio number `pad` of this length. */
  encodeSound(pad: number, seconds: number): Promise<EncodedSound>
}

/** A size in pixels. */
export interface PixelSize {
  /** Pixels. */
  width: number
  /** Pixels. */
  height: number
}

/** The qualities of the pictures, 0 to 100. */
export const imageQuality = { webp: 82, jpeg: 78 } as const
