import type { Pixels } from '../format'

/** The part of an image to keep: its centre (0 to 1 across and down) and its zoom, where 1 just fills the frame. */
export interface Crop {
  x: number
  y: number
  /** 1 to {@link largestZoom}. */
  zoom: number
}

/** A part of an image, in pixels of the image. */
export interface CropRectangle extends Pixels {
  left: number
  top: number
}

/** Beyond this zoom an image is too blurred. */
export const largestZoom = 4

/** The part of `image` that fills `frame`: always inside the image and with the aspect ratio of the frame. */
export const cropRectangle = (image: Pixels, frame: Pixels, { x, y, zoom }: Crop): CropRectangle => {
  const scale = Math.min(image.width / frame.width, image.height / frame.height) / zoom
  const width = frame.width * scale
  const height = frame.height * scale
  return {
    width,
    height,
    left: clamp(x * image.width - width / 2, 0, image.width - width),
    top: clamp(y * image.height - height / 2, 0, image.height - height),
  }
}

/**
 * Moves the frame over the image by fractions of the frame: 0.1 is a tenth of its width or height. Stops at the edge of
 * the image.
 */
export const pan = (image: Pixels, frame: Pixels, crop: Crop, across: number, down: number): Crop => {
  const { left, top, width, height } = cropRectangle(image, frame, crop)
  const moved = {
    left: clamp(left + across * width, 0, image.width - width),
    top: clamp(top + down * height, 0, image.height - height),
  }
  return {
    ...crop,
    x: (moved.left + width / 2) / image.width,
    y: (moved.top + height / 2) / image.height,
  }
}

/** Zooms by a factor, between 1, where the image just fills the frame, and {@link largestZoom}. */
export const zoomBy = (crop: Crop, factor: number): Crop => ({
  ...crop,
  zoom: clamp(crop.zoom * factor, 1, largestZoom),
})

/** The position of the frame within its range of movement, from 0 to 1 across and down; 0.5 if it cannot move. */
export const positionOf = (image: Pixels, frame: Pixels, crop: Crop): { across: number; down: number } => {
  const { left, top, width, height } = cropRectangle(image, frame, crop)
  const fraction = (start: number, range: number) => (range > 0 ? start / range : 0.5)
  return { across: fraction(left, image.width - width), down: fraction(top, image.height - height) }
}

/**
 * The crop with its frame moved to a horizontal position: the inverse of {@link positionOf}, across.
 *
 * @param across 0 to 1
 */
export const moveAcross = (image: Pixels, frame: Pixels, crop: Crop, across: number): Crop => {
  const { width } = cropRectangle(image, frame, crop)
  return { ...crop, x: (across * (image.width - width) + width / 2) / image.width }
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high))

/** The centre of the image, as large as fits. */
export const defaultCrop: Crop = { x: 0.5, y: 0.5, zoom: 1 }

/**
 * What of an image becomes a frame, and with how many pixels: the crop in the pixels of the video, or the whole image where
 * the model takes any and it was not cropped.
 */
export const croppedTo = (
  { bitmap, crop }: { bitmap: Pixels; crop?: Crop | undefined },
  video: Pixels,
  isExact: boolean,
): { frame: Pixels; crop: Crop } =>
  crop || isExact
    ? { frame: video, crop: crop ?? defaultCrop }
    : { frame: { width: bitmap.width, height: bitmap.height }, crop: defaultCrop }
