import { describe, expect, it } from 'vitest'
import { locate, startOf, totalOf, type Clip } from './timeline'

const clip = (id: string, start: number, end: number): Clip => ({ id, url: id, start, end, isToEnd: false })
const clips = [clip('a', 1, 3), clip('b', 0, 4), clip('c', 2, 3)]

it('adds up the lengths', () => {
  expect(totalOf(clips)).toBe(7)
  expect([0, 1, 2, 3].map((index) => startOf(clips, index))).toEqual([0, 2, 6, 7])
  expect(totalOf([])).toBe(0)
})

describe('locate', () => {
  it.each([
    ['the start', 0, 0, 0],
    ['before the start', -1, 0, 0],
    ['within the first', 1.5, 0, 1.5],
    ['a cut', 2, 1, 0],
    ['the second', 5, 1, 3],
    ['the end', 7, 2, 1],
    ['after the end', 9, 2, 1],
  ])('%s', (_name, time, index, offset) => {
    expect(locate(clips, time)).toEqual({ index, offset })
  })

  it('has a place without clips', () => {
    expect(locate([], 3)).toEqual({ index: 0, offset: 0 })
  })
})
