import type { Pixels } from '../format'
import { cropRectangle, type Crop } from './crop'

/** A decoded image to use as the first frame, with its crop. */
export interface FirstFrameImage {
  file: File
  bitmap: ImageBitmap
  /** Undefined until it is cropped. */
  crop?: Crop | undefined
}

/** A decoded image and the part of it to draw. */
export interface CroppedImage {
  bitmap: ImageBitmap
  crop: Crop
}

// A 48 megapixel photo takes 190 MB once decoded; no video needs more than this.
const longestSide = 4096

/**
 * Decodes an image, applies its EXIF orientation, and scales it down to the largest size a video can use.
 *
 * @throws DOMException if the file is not an image that this browser can decode
 */
export const decodeImage = async (file: Blob): Promise<ImageBitmap> => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = longestSide / Math.max(bitmap.width, bitmap.height)
  if (scale >= 1) return bitmap
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: Math.round(bitmap.width * scale),
    resizeHeight: Math.round(bitmap.height * scale),
    resizeQuality: 'high',
  })
  bitmap.close()
  return smaller
}

/** Draws the crop over the whole canvas, on white: a transparent image would become black in a JPEG. */
export const drawCrop = (canvas: HTMLCanvasElement, { bitmap, crop }: CroppedImage, frame: Pixels): void => {
  const context = canvas.getContext('2d')
  if (!context) return
  const { left, top, width, height } = cropRectangle(bitmap, frame, crop)
  context.imageSmoothingQuality = 'high'
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, left, top, width, height, 0, 0, canvas.width, canvas.height)
}

const lowerQualities = [0.8, 0.6, 0.4]

/**
 * Encodes the cropped image for upload: a JPEG of exactly this size, of at most `maxBytes` if a lower quality
 * can achieve that. It contains no metadata of the original file, such as location and camera.
 */
export const cropToFile = async (image: CroppedImage, size: Pixels, maxBytes: number): Promise<Blob> => {
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  drawCrop(canvas, image, size)
  let file = await encode(canvas, 0.92)
  for (const quality of lowerQualities) {
    if (file.size <= maxBytes) break
    file = await encode(canvas, quality)
  }
  return file
}

const encode = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser could not encode the cropped image.'))),
      'image/jpeg',
      quality,
    )
  })
