import type { Pixels } from '../format'

/** What part of a picture is kept: its middle, from 0 to 1 across and down, and how far it is enlarged beyond just filling the frame. */
export interface Crop {
  x: number
  y: number
  /** 1 to {@link largestZoom}. */
  zoom: number
}

/** A part of a picture, in its pixels. */
export interface CropRectangle extends Pixels {
  left: number
  top: number
}

/** Beyond this a picture falls apart. */
export const largestZoom = 4

/** The part of `picture` that fills `frame`, always inside the picture and always in the frame's shape. */
export const cropRectangle = (picture: Pixels, frame: Pixels, { x, y, zoom }: Crop): CropRectangle => {
  const scale = Math.min(picture.width / frame.width, picture.height / frame.height) / zoom
  const width = frame.width * scale
  const height = frame.height * scale
  return {
    width,
    height,
    left: clamp(x * picture.width - width / 2, 0, picture.width - width),
    top: clamp(y * picture.height - height / 2, 0, picture.height - height),
  }
}

/** Moves the frame over the picture by parts of the frame: 0.1 is a tenth of its width or height. Stops at the picture's edge. */
export const pan = (picture: Pixels, frame: Pixels, crop: Crop, across: number, down: number): Crop => {
  const { left, top, width, height } = cropRectangle(picture, frame, crop)
  const moved = {
    left: clamp(left + across * width, 0, picture.width - width),
    top: clamp(top + down * height, 0, picture.height - height),
  }
  return {
    ...crop,
    x: (moved.left + width / 2) / picture.width,
    y: (moved.top + height / 2) / picture.height,
  }
}

/** Enlarges by a factor, as far as {@link largestZoom}, and never so little that the frame would show an edge. */
export const zoomBy = (crop: Crop, factor: number): Crop => ({
  ...crop,
  zoom: clamp(crop.zoom * factor, 1, largestZoom),
})

/** Where the frame lies in its room to move, from 0 to 1 across and down; the middle where there is none. */
export const placeOf = (picture: Pixels, frame: Pixels, crop: Crop): { across: number; down: number } => {
  const { left, top, width, height } = cropRectangle(picture, frame, crop)
  const part = (start: number, room: number) => (room > 0 ? start / room : 0.5)
  return { across: part(left, picture.width - width), down: part(top, picture.height - height) }
}

/** The same crop with its frame elsewhere in its room: the inverse of {@link placeOf}, across. */
export const moveAcross = (picture: Pixels, frame: Pixels, crop: Crop, across: number): Crop => {
  const { width } = cropRectangle(picture, frame, crop)
  return { ...crop, x: (across * (picture.width - width) + width / 2) / picture.width }
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high))
