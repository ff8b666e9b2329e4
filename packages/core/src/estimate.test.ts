import { estimateRemaining, priceOf } from '@dailies/core'
import { createEstimator, findRunTimeStats } from '@dailies/core/internal'
import { array, assert, integer, property, tuple } from 'fast-check'
import { expect, it } from 'vitest'
import { sampleVideo } from './testing/sample-video'

const durations = [
  { size: '320x192', seconds: '4', median: 60, p90: 100, count: 9 },
  { size: '320x192', seconds: '8', median: 120, p90: 200, count: 9 },
  { size: '320x192', seconds: '12', median: 1, p90: 1, count: 0 },
]
const video = sampleVideo({ created_at: 1_000 })

it('estimates a new job from the measured durations', () => {
  expect(estimateRemaining(video, durations, 1_000)).toEqual({ from: 60, to: 100 })
  expect(estimateRemaining(video, durations, 1_070)).toEqual({ from: 0, to: 30 })
})

it('weights progress more as it increases', () => {
  const halfway = estimateRemaining({ ...video, progress: 50 }, durations, 1_020)
  expect(halfway).toEqual({ from: 29, to: 51 })
})

it('estimates from progress alone without measured durations, from 10 %', () => {
  expect(estimateRemaining({ ...video, progress: 5 }, undefined, 1_020)).toBeUndefined()
  expect(estimateRemaining({ ...video, progress: 50 }, undefined, 1_020)).toEqual({ from: 16, to: 26 })
})

it('returns undefined for settled and for overdue jobs', () => {
  expect(estimateRemaining({ ...video, status: 'completed' }, durations, 1_020)).toBeUndefined()
  expect(estimateRemaining(video, durations, 1_500)).toBeUndefined()
})

it('uses the nearest measured length of the same size', () => {
  expect(findRunTimeStats({ size: '320x192', seconds: '12' }, durations)?.median).toBe(120)
  expect(findRunTimeStats({ size: '1x1', seconds: '4' }, durations)).toBeUndefined()
})

it('calculates a price without floating-point errors', () => {
  const model = { prices: { '320x192': 0.1 } }
  expect(priceOf(model, { size: '320x192', seconds: '12' })).toBe(1.2)
  expect(priceOf(model, { size: '1280x720', seconds: '12' })).toBeUndefined()
  expect(priceOf({}, { size: '320x192', seconds: '12' })).toBeUndefined()
  expect(priceOf(model, { size: '320x192', seconds: 'soon' })).toBeUndefined()
})

it('neither bound moves later, unless the job has exceeded the previous estimate', () => {
  const steps = array(tuple(integer({ min: 0, max: 40 }), integer({ min: 0, max: 15 })), { maxLength: 20 })
  assert(
    property(steps, (steps) => {
      const estimate = createEstimator()
      let now = 1_000
      let progress = 0
      let previous: { from: number; to: number } | undefined
      for (const [seconds, more] of steps) {
        now += seconds
        progress = Math.min(99, progress + more)
        const next = estimate({ ...video, progress }, durations, now)
        const isBound = previous !== undefined && next !== undefined && now < previous.to
        // Both bounds are rounded to whole seconds, so each can be off by one second.
        expect(isBound ? now + next.to : 0).toBeLessThanOrEqual((previous?.to ?? 0) + 1)
        expect(isBound ? now + next.from : 0).toBeLessThanOrEqual(Math.max(previous?.from ?? 0, now) + 1)
        expect(next?.from ?? 0).toBeLessThanOrEqual(next?.to ?? 0)
        previous = next && { from: now + next.from, to: now + next.to }
      }
    }),
  )
})
