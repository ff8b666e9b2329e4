import type { Pixels } from '../format'
import { cropRectangle, type Crop } from './crop'

/** A picture that may become the first frame, decoded, with what is kept of it. */
export interface ReferenceImage {
  file: File
  picture: ImageBitmap
  crop: Crop
}

// A 48 megapixel photo takes 190 MB once decoded; no film needs more than this.
const longestSide = 4096

/**
 * Decodes a picture upright, as its EXIF orientation says, and no larger than a film can use.
 * @throws DOMException where the file is no picture that this browser knows.
 */
export const decodePicture = async (file: Blob): Promise<ImageBitmap> => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = longestSide / Math.max(picture.width, picture.height)
  if (scale >= 1) return picture
  const smaller = await createImageBitmap(picture, {
    resizeWidth: Math.round(picture.width * scale),
    resizeHeight: Math.round(picture.height * scale),
    resizeQuality: 'high',
  })
  picture.close()
  return smaller
}

/** Draws what is kept over the whole canvas. White lies beneath, for a transparent picture would turn black as a JPEG. */
export const drawCrop = (canvas: HTMLCanvasElement, { picture, crop }: ReferenceImage, frame: Pixels): void => {
  const context = canvas.getContext('2d')
  if (!context) return
  const { left, top, width, height } = cropRectangle(picture, frame, crop)
  context.imageSmoothingQuality = 'high'
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, left, top, width, height, 0, 0, canvas.width, canvas.height)
}

const lowerQualities = [0.8, 0.6, 0.4]

/**
 * Makes the file that is sent: a JPEG of exactly the film's size, of at most `maxBytes` where that can be had.
 * Nothing of the original file is in it, its place and camera included.
 */
export const cropToFile = async (reference: ReferenceImage, size: Pixels, maxBytes: number): Promise<Blob> => {
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  drawCrop(canvas, reference, size)
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
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser could not encode the cropped picture.'))),
      'image/jpeg',
      quality,
    )
  })
