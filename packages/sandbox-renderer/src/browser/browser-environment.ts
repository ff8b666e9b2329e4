import { getFirstEncodableAudioCodec } from 'mediabunny'
import { encodePad } from '../encode/encode-pad'
import { imageQuality } from '../environment'
import type { PixelSize, Pixels, RenderEnvironment } from '../environment'
import { encodePictures } from './encode-pictures'

/** Draws an SVG document of this size in pixels: `drawSvgInPage`, called in the page, because a worker cannot draw one. */
export type DrawSvg = (svg: string, size: PixelSize) => Promise<ImageBitmap>

/** Pictures by canvases, video and audio by WebCodecs. */
export const browserEnvironment = (drawSvg: DrawSvg): RenderEnvironment => ({
  async drawSvg(svg, size, enlarged) {
    const bitmap = await drawSvg(svg, size)
    const context = createContext(enlarged)
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, enlarged.width, enlarged.height)
    bitmap.close()
    return pixelsOf(context)
  },

  async decodeImage(image, size) {
    const bitmap = await createImageBitmap(new Blob([image as Uint8Array<ArrayBuffer>]))
    const context = createContext(size)
    context.imageSmoothingQuality = 'high'
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, size.width, size.height)
    const scale = Math.max(size.width / bitmap.width, size.height / bitmap.height)
    const [width, height] = [bitmap.width * scale, bitmap.height * scale]
    context.drawImage(bitmap, (size.width - width) / 2, (size.height - height) / 2, width, height)
    bitmap.close()
    return withoutAlpha(pixelsOf(context))
  },

  async encodeImage(pixels, type) {
    const context = createContext(pixels)
    context.putImageData(withAlpha(pixels), 0, 0)
    const blob = await context.canvas.convertToBlob({ type: `image/${type}`, quality: imageQuality[type] / 100 })
    return new Uint8Array(await blob.arrayBuffer())
  },

  encodePictures,

  async encodeSound(pad, seconds) {
    const codec = await getFirstEncodableAudioCodec(['aac', 'opus'])
    return codec === 'aac' || codec === 'opus' ? encodePad(codec, pad, seconds) : undefined
  },
})

function createContext({ width, height }: PixelSize): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser has no 2D canvas in workers.')
  return context
}

function pixelsOf(context: OffscreenCanvasRenderingContext2D): Pixels {
  const { width, height } = context.canvas
  const { data } = context.getImageData(0, 0, width, height)
  return { data: new Uint8Array(data.buffer), width, height }
}

function withoutAlpha({ data, width, height }: Pixels): Pixels {
  const opaque = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < opaque.length; from += 4, to += 3) {
    opaque[to] = data[from] ?? 0
    opaque[to + 1] = data[from + 1] ?? 0
    opaque[to + 2] = data[from + 2] ?? 0
  }
  return { data: opaque, width, height }
}

function withAlpha({ data, width, height }: Pixels): ImageData {
  const image = new ImageData(width, height)
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    image.data[to] = data[from] ?? 0
    image.data[to + 1] = data[from + 1] ?? 0
    image.data[to + 2] = data[from + 2] ?? 0
    image.data[to + 3] = 255
  }
  return image
}
