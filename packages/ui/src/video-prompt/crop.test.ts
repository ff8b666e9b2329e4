import { expect, it } from 'vitest'
import { cropRectangle, largestZoom, pan, zoomBy } from './crop'

const wholeCrop = { x: 0.5, y: 0.5, zoom: 1 }
const image = { width: 4000, height: 3000 }
const frame = { width: 1280, height: 720 }

it('the default crop is the largest part of the image with the aspect ratio of the video', () => {
  expect(cropRectangle(image, frame, wholeCrop)).toEqual({ left: 0, top: 375, width: 4000, height: 2250 })
  expect(cropRectangle(image, { width: 720, height: 1280 }, wholeCrop)).toEqual({
    left: 1156.25,
    top: 0,
    width: 1687.5,
    height: 3000,
  })
})

it('a crop never leaves the image, however far it is moved', () => {
  const corner = pan(image, frame, { x: 0.5, y: 0.5, zoom: 2 }, 9, -9)
  expect(cropRectangle(image, frame, corner)).toEqual({ left: 2000, top: 0, width: 2000, height: 1125 })
})

it('a pan beyond the edge stops there, and panning back starts from the edge', () => {
  const atEdge = pan(image, frame, wholeCrop, 0, 9)
  expect(cropRectangle(image, frame, pan(image, frame, atEdge, 0, -0.1)).top).toBeCloseTo(525)
})

it('zoom stays between filling the frame and the largest zoom', () => {
  expect(zoomBy(wholeCrop, 0.5).zoom).toBe(1)
  expect(zoomBy(wholeCrop, 100).zoom).toBe(largestZoom)
})

it('an image smaller than the video is enlarged, not rejected', () => {
  expect(cropRectangle({ width: 64, height: 36 }, frame, wholeCrop)).toEqual({ left: 0, top: 0, width: 64, height: 36 })
})
