import { describe, expect, it } from 'vitest'
import { cameraMoves, looks } from '../prompt-phrases'
import { cameraAt, isLoop } from './camera-path'
import { project } from './projection'

const moveOf = (id: string) => {
  const found = cameraMoves.phrases.find((phrase) => phrase.id === id)
  if (!found) throw new Error(`There is no camera move "${id}".`)
  return found.camera
}
const [subject, far, near] = [1, 6, 0.55]
/** How much larger a layer is at the end than at the beginning. */
const growth = (id: string, distance: number): number => {
  const [first, last] = [0, 1].map((part) => project(cameraAt(moveOf(id), part), distance))
  return (last?.scale ?? Number.NaN) / (first?.scale ?? Number.NaN)
}
/** How far a layer moves to the right. */
const shift = (id: string, distance: number): number => {
  const [first, last] = [0, 1].map((part) => project(cameraAt(moveOf(id), part), distance))
  return (last?.x ?? Number.NaN) - (first?.x ?? Number.NaN)
}

describe('the camera', () => {
  it('is at its positions, and between them moves in the same direction', () => {
    const path = [{ pan: 0 }, { pan: 10 }]
    const pans = [0, 0.1, 0.25, 0.5, 0.75, 1].map((part) => cameraAt(path, part).pan)
    expect(pans).toEqual([...pans].sort((a, b) => a - b))
    expect([pans[0], pans[3], pans[5]]).toEqual([0, 5, 10])
  })

  it('passes through each position of a loop without a corner at its end', () => {
    const path = [{ x: 0 }, { x: 8 }, { x: -4 }, { x: 0 }]
    expect([0, 1 / 3, 2 / 3, 1].map((part) => cameraAt(path, part).x)).toEqual(
      [0, 8, -4, 0].map((x) => expect.closeTo(x)),
    )
    const step = 1e-4
    const before = cameraAt(path, 1).x - cameraAt(path, 1 - step).x
    const after = cameraAt(path, step).x - cameraAt(path, 0).x
    expect(before).toBeCloseTo(after, 5)
  })
})

describe('what distinguishes a move', () => {
  it('a dolly enlarges near things more, a zoom everything equally', () => {
    expect(growth('dolly-in', subject)).toBeGreaterThan(growth('dolly-in', far) * 1.3)
    expect(growth('zoom-in', subject)).toBeCloseTo(growth('zoom-in', far))
    expect(growth('dolly-out', subject)).toBeCloseTo(1 / 2.33, 1)
  })

  it('a dolly zoom keeps the size of the subject, and of nothing else', () => {
    expect(growth('dolly-zoom', subject)).toBeCloseTo(1, 1)
    expect(growth('dolly-zoom', far)).toBeLessThan(0.5)
  })

  it('a pan moves everything equally; an orbit moves front and back against each other around the subject', () => {
    expect(shift('pan', far)).toBeCloseTo(shift('pan', near))
    expect(Math.abs(shift('orbit', subject))).toBeLessThan(1)
    expect(shift('orbit', far)).toBeGreaterThan(50)
    expect(shift('orbit', near)).toBeLessThan(-50)
  })

  it('a layer that the camera has passed is not drawn', () => {
    expect(project(cameraAt([{ z: 60 }], 0), near)).toBeUndefined()
  })
})

it('the looks share one move, which repeats without a cut', () => {
  expect(new Set(looks.phrases.map(({ camera }) => camera)).size).toBe(1)
  expect(looks.phrases.every(({ camera }) => isLoop(camera))).toBe(true)
})
