import { expect, it } from 'vitest'
import { fractionAt, timeAfterKey } from './scrub-position'

const box = { left: 100, width: 200 }
const scale = { duration: 8, step: 0.5, page: 2, isRightToLeft: false }

it('measures a position from the start of the video, clamped to the video', () => {
  expect(fractionAt(150, box, false)).toBe(0.25)
  expect(fractionAt(150, box, true)).toBe(0.75)
  expect(fractionAt(0, box, false)).toBe(0)
  expect(fractionAt(999, box, false)).toBe(1)
  expect(fractionAt(0, { left: 0, width: 0 }, false)).toBe(0)
})

it('moves by a step with arrow keys and by a page with page keys, up to the ends', () => {
  expect(timeAfterKey('ArrowRight', 1, scale)).toBe(1.5)
  expect(timeAfterKey('ArrowUp', 1, scale)).toBe(1.5)
  expect(timeAfterKey('ArrowLeft', 0.2, scale)).toBe(0)
  expect(timeAfterKey('PageUp', 7, scale)).toBe(8)
  expect(timeAfterKey('PageDown', 7, scale)).toBe(5)
})

it('jumps to a position with Home, End and digits', () => {
  expect(timeAfterKey('Home', 5, scale)).toBe(0)
  expect(timeAfterKey('End', 5, scale)).toBe(8)
  expect(timeAfterKey('0', 5, scale)).toBe(0)
  expect(timeAfterKey('5', 1, scale)).toBe(4)
})

it('swaps the left and right arrow keys from right to left, but not up and down', () => {
  const mirrored = { ...scale, isRightToLeft: true }
  expect(timeAfterKey('ArrowRight', 1, mirrored)).toBe(0.5)
  expect(timeAfterKey('ArrowLeft', 1, mirrored)).toBe(1.5)
  expect(timeAfterKey('ArrowUp', 1, mirrored)).toBe(1.5)
})

it('ignores other keys', () => {
  for (const key of ['Tab', 'Enter', 'a', 'F5', '12', 'toString']) expect(timeAfterKey(key, 1, scale)).toBeUndefined()
})
