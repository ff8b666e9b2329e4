import { expect, it } from 'vitest'
import { cropRectangle, largestZoom, pan, zoomBy } from './crop'

const wholeCrop = { x: 0.5, y: 0.5, zoom: 1 }
const photo = { width: 4000, height: 3000 }
const film = { width: 1280, height: 720 }

it('the whole crop is the largest part of the picture in the shape of the video', () => {
  expect(cropRectangle(photo, film, wholeCrop)).toEqual({ left: 0, top: 375, width: 4000, height: 2250 })
  expect(cropRectangle(photo, { width: 720, height: 1280 }, wholeCrop)).toEqual({
    left: 1156.25,
    top: 0,
    width: 1687.5,
    height: 3000,
  })
})

it('a crop never leaves the picture, however far it is moved', () => {
  const corner = pan(photo, film, { x: 0.5, y: 0.5, zoom: 2 }, 9, -9)
  expect(cropRectangle(photo, film, corner)).toEqual({ left: 2000, top: 0, width: 2000, height: 1125 })
})

it('a pan that hits the edge and comes back starts from the edge', () => {
  const atEdge = pan(photo, film, wholeCrop, 0, 9)
  expect(cropRectangle(photo, film, pan(photo, film, atEdge, 0, -0.1)).top).toBeCloseTo(525)
})

it('zoom stays between filling the frame and falling apart', () => {
  expect(zoomBy(wholeCrop, 0.5).zoom).toBe(1)
  expect(zoomBy(wholeCrop, 100).zoom).toBe(largestZoom)
})

it('a picture smaller than the video is enlarged rather than refused', () => {
  expect(cropRectangle({ width: 64, height: 36 }, film, wholeCrop)).toEqual({ left: 0, top: 0, width: 64, height: 36 })
})
