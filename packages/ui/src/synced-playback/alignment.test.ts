import { describe, expect, it } from 'vitest'
import { alignTime, correctedRate, isReady, leaderOf, type Playhead } from './alignment'

const at = (currentTime: number, changes: Partial<Playhead> = {}): Playhead => ({
  currentTime,
  duration: 4,
  ended: false,
  readyState: 4,
  seeking: false,
  ...changes,
})

describe('correctedRate', () => {
  it.each([
    ['in step', 1, 1, 1],
    ['within 8 ms', 1.007, 1, 1],
    ['a little ahead', 1.02, 1, 0.9],
    ['a little behind', 0.98, 1, 1.1],
    ['never by more than a quarter', 1.4, 1, 0.75],
    ['too far away for a rate', 1.6, 1, undefined],
  ])('%s', (_name, own, leader, rate) => {
    expect(correctedRate(at(own), at(leader))?.toFixed(2)).toBe(rate?.toFixed(2))
  })

  it('lets a shorter video end by itself', () => {
    expect(correctedRate(at(1.9, { duration: 2 }), at(3))).toBe(1)
  })
})

it('keeps a shorter video at its end, and a time within the video', () => {
  expect(alignTime(at(0, { duration: 2 }), 3)).toBe(2)
  expect(alignTime(at(0), -1)).toBe(0)
  expect(alignTime(at(0, { duration: Number.NaN }), 3)).toBe(3)
})

it('is ready with a frame to go on, or at the end, but not while it seeks', () => {
  expect(isReady(at(1))).toBe(true)
  expect(isReady(at(1, { readyState: 2 }))).toBe(false)
  expect(isReady(at(4, { readyState: 2 }))).toBe(true)
  expect(isReady(at(4, { seeking: true }))).toBe(false)
})

it('follows the longest, and the first of several', () => {
  const [short, long, equal] = [at(0, { duration: 1 }), at(0), at(0)]
  expect(leaderOf([short, long, equal])).toBe(long)
  expect(leaderOf([])).toBe(undefined)
})
