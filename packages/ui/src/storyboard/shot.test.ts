import { describe, expect, it } from 'vitest'
import { insertShot, moveShot, rangeOf, trimShot, type StoryboardShot } from './shot'

const shot = (id: string, range: Partial<StoryboardShot> = {}): StoryboardShot => ({
  id,
  videoId: `video_${id}`,
  ...range,
})
const ids = (shots: readonly StoryboardShot[]) => shots.map(({ id }) => id).join('')
const abc = [shot('a'), shot('b'), shot('c')]

describe('rangeOf', () => {
  it.each([
    ['the whole video', {}, 4, [0, 4]],
    ['a part of it', { start: 1, end: 3 }, 4, [1, 3]],
    ['an end that the video does not have', { end: 9 }, 4, [0, 4]],
    ['a start after the video', { start: 9 }, 4, [3.875, 4]],
    ['an end before the start', { start: 2, end: 1 }, 4, [2, 2.125]],
    ['a video of unknown length', {}, 0, [0, 0]],
  ] as const)('%s', (_name, range, seconds, [start, end]) => {
    expect(rangeOf(range, seconds)).toEqual({ start, end })
  })
})

describe('trimShot', () => {
  it.each([
    ['start', 1, { start: 1 }],
    ['end', 3.5, { end: 3.5 }],
    ['start', -1, {}],
    ['end', 5, {}],
    ['start', 1.00049, { start: 1 }],
  ] as const)('moves the %s to %d', (edge, time, range) => {
    expect(trimShot(shot('a'), edge, time, 4)).toEqual(shot('a', range))
  })

  it('keeps the other end, and a minimum between both', () => {
    const trimmed = shot('a', { start: 1, end: 3 })
    expect(trimShot(trimmed, 'end', 0, 4)).toEqual(shot('a', { start: 1, end: 1.125 }))
    expect(trimShot(trimmed, 'start', 9, 4)).toEqual(shot('a', { start: 2.875, end: 3 }))
  })
})

describe('moveShot', () => {
  it.each([
    ['a', 2, 'bca'],
    ['c', 0, 'cab'],
    ['b', 1, 'abc'],
    ['b', 9, 'acb'],
    ['unknown', 0, 'abc'],
  ])('%s to %i is %s', (id, to, order) => {
    expect(ids(moveShot(abc, id, to))).toBe(order)
  })

  it('returns the same shots if nothing moves', () => {
    expect(moveShot(abc, 'b', 1)).toBe(abc)
  })
})

it.each([
  [0, 'xabc'],
  [2, 'abxc'],
  [9, 'abcx'],
  [-1, 'xabc'],
])('insertShot at %i is %s', (at, order) => {
  expect(ids(insertShot(abc, shot('x'), at))).toBe(order)
})
