import type { Camera } from './camera-path'

/** The picture, in units of the scene. The vanishing point of the camera at rest is in the middle of the horizon. */
export const picture = { width: 160, height: 90, horizon: 52 } as const

// One hundredth of the width.
const unit = picture.width / 100
// What is nearer than this has passed by the camera.
const nearest = 0.08

/** How a layer at a distance is drawn: scaled around the vanishing point, then moved. */
export interface Projection {
  scale: number
  x: number
  y: number
}

/**
 * Projects a layer as a pinhole camera does.
 *
 * @param distance in distances of the subject: 1 for the subject, Infinity for the sky
 * @returns undefined if the camera has passed it
 */
export function project({ x, y, z, pan, tilt, zoom }: Camera, distance: number): Projection | undefined {
  const left = distance - z / 100
  if (left < nearest) return undefined
  const turned = { x: -pan * unit * zoom, y: tilt * unit * zoom }
  if (distance === Infinity) return { scale: zoom, ...turned }
  const moved = (zoom * unit) / left
  return { scale: (zoom * distance) / left, x: turned.x - x * moved, y: turned.y + y * moved }
}
