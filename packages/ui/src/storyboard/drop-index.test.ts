import { describe, expect, it } from 'vitest'
import { dropIndex, indexAfterDrop } from './drop-index'

const box = (left: number, top: number) => ({ left, width: 100, bottom: top + 80 })
const rows = [box(0, 0), box(110, 0), box(0, 90), box(110, 90)]
const mirrored = [box(110, 0), box(0, 0)]

describe('dropIndex', () => {
  it.each([
    ['the first half of the first', 20, 40, 0],
    ['its second half', 80, 40, 1],
    ['after a row', 300, 40, 2],
    ['the second row', 20, 120, 2],
    ['within the second row', 130, 120, 3],
    ['after the last', 300, 120, 4],
    ['below all', 20, 400, 4],
  ])('%s', (_name, x, y, index) => {
    expect(dropIndex(rows, { x, y }, false)).toBe(index)
  })

  it.each([
    [200, 0],
    [130, 1],
    [20, 2],
  ])('from right to left, at %i', (x, index) => {
    expect(dropIndex(mirrored, { x, y: 40 }, true)).toBe(index)
  })

  it('is the start of an empty strip', () => {
    expect(dropIndex([], { x: 0, y: 0 }, false)).toBe(0)
  })
})

it.each([
  [0, 0, 0],
  [0, 1, 0],
  [0, 3, 2],
  [2, 0, 0],
  [2, 3, 2],
])('shot %i before %i is at %i', (from, dropAt, index) => {
  expect(indexAfterDrop(from, dropAt)).toBe(index)
})
