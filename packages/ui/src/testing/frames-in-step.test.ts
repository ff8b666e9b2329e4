import { expect, it } from 'vitest'
import { compareFrames, type ReportedFrame } from './frames-in-step'

const length = 24
const frameMs = 40

/** A video that shows every frame for 40 ms. @param ahead frames that it is ahead @param isReported whether a frame has a callback */
const play = (ahead: number, isReported: (frame: number) => boolean = () => true): ReportedFrame[] =>
  Array.from({ length: 60 }, (_, frame) => ({
    shownAt: frame * frameMs,
    index: (frame + ahead) % length,
    count: frame,
  })).filter(({ count }) => isReported(count))

const moments = Array.from({ length: 100 }, (_, index) => index * 20)
const compare = (...videos: ReportedFrame[][]) => compareFrames(videos, moments, length)

it.each([
  ['in step, over the end of a loop', play(0), play(0), 0],
  ['one frame apart', play(0), play(1), 0],
  ['two frames apart', play(0), play(2), 100],
  ['two frames apart, the other way round', play(2), play(0), 100],
  ['half a loop apart', play(0), play(12), 100],
])('%s', (_name, first, second, apart) => {
  expect(compare(first, second)).toEqual({ samples: 100, known: 100, apart, late: 0 })
})

it('finds the one of four that is behind', () => {
  expect(compare(play(0), play(1), play(1), play(-1 + length)).apart).toBe(100)
})

it('a frame without a callback is unknown, and no drift', () => {
  const everyOther = (frame: number) => frame % 2 === 0
  expect(compare(play(0), play(0, everyOther))).toEqual({ samples: 100, known: 0, apart: 0, late: 0 })
  expect(compare(play(0), play(4, everyOther))).toEqual({ samples: 100, known: 0, apart: 100, late: 0 })
})

it('an old frame that stays is late, and not unknown', () => {
  const skipping = play(0)
    .filter(({ count }) => count !== 10 && count !== 11)
    .map(({ shownAt, index }, count) => ({ shownAt, index, count }))
  // Frame 9 stays for 120 ms instead of 40, and the other video is two frames ahead for the last 40 of them.
  expect(compare(play(0), skipping)).toEqual({ samples: 100, known: 100, apart: 0, late: 2 })
})
