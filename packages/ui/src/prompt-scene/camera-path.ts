import type { CameraPosition } from '../prompt-phrases'

/** A position with all its fields. */
export type Camera = Required<CameraPosition>

const atRest: Camera = { x: 0, y: 0, z: 0, pan: 0, tilt: 0, roll: 0, zoom: 1, boat: 0 }
const fields = ['x', 'y', 'z', 'pan', 'tilt', 'roll', 'zoom', 'boat'] as const satisfies (keyof Camera)[]

/** Whether the path ends where it began, so that it can be repeated without a cut. */
export const isLoop = (path: readonly CameraPosition[]): boolean => {
  const [first, last] = [
    { ...atRest, ...path[0] },
    { ...atRest, ...path.at(-1) },
  ]
  return fields.every((field) => first[field] === last[field])
}

/** The camera on its path, with soft turns, after a part of the way from 0 to 1. */
export function cameraAt(path: readonly CameraPosition[], part: number): Camera {
  const steps = path.length - 1
  if (steps < 1) return { ...atRest, ...path[0] }
  const isClosed = isLoop(path)
  // An open path begins and ends slowly, as a hand moves a camera.
  const way = (isClosed ? part : part * part * (3 - 2 * part)) * steps
  const index = Math.min(Math.floor(way), steps - 1)
  const at = (offset: number): Camera => {
    const place = index + offset
    const inside = isClosed ? (place + steps) % steps : Math.max(0, Math.min(place, steps))
    return { ...atRest, ...path[inside] }
  }
  const [before, from, to, after] = [at(-1), at(0), at(1), at(2)]
  return mapFields((field) => catmullRom(before[field], from[field], to[field], after[field], way - index))
}

const mapFields = (valueOf: (field: keyof Camera) => number): Camera => ({
  x: valueOf('x'),
  y: valueOf('y'),
  z: valueOf('z'),
  pan: valueOf('pan'),
  tilt: valueOf('tilt'),
  roll: valueOf('roll'),
  zoom: valueOf('zoom'),
  boat: valueOf('boat'),
})

/** A curve through b (t = 0) and c (t = 1), without corners there. */
const catmullRom = (a: number, b: number, c: number, d: number, t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
