import { durationOf, estimateRemaining, priceOf } from '@dailies/core'
import { expect, it } from 'vitest'
import { sampleVideo } from './testing/sample-video'

const durations = [
  { size: '320x192', seconds: '4', median: 60, p90: 100, count: 9 },
  { size: '320x192', seconds: '8', median: 120, p90: 200, count: 9 },
  { size: '320x192', seconds: '12', median: 1, p90: 1, count: 0 },
]
const video = sampleVideo({ created_at: 1_000 })

it('a new job takes what such jobs take', () => {
  expect(estimateRemaining(video, durations, 1_000)).toEqual({ from: 60, to: 100 })
  expect(estimateRemaining(video, durations, 1_070)).toEqual({ from: 0, to: 30 })
})

it('progress weighs more the further it is', () => {
  const halfway = estimateRemaining({ ...video, progress: 50 }, durations, 1_020)
  expect(halfway).toEqual({ from: 29, to: 51 })
})

it('without measured durations progress alone is the measure, once there is enough of it', () => {
  expect(estimateRemaining({ ...video, progress: 5 }, undefined, 1_020)).toBeUndefined()
  expect(estimateRemaining({ ...video, progress: 50 }, undefined, 1_020)).toEqual({ from: 16, to: 26 })
})

it('a settled job has nothing left, and an overdue one no honest estimate', () => {
  expect(estimateRemaining({ ...video, status: 'completed' }, durations, 1_020)).toBeUndefined()
  expect(estimateRemaining(video, durations, 1_500)).toBeUndefined()
})

it('the nearest measured length of the same size stands in', () => {
  expect(durationOf({ size: '320x192', seconds: '12' }, durations)?.median).toBe(120)
  expect(durationOf({ size: '1x1', seconds: '4' }, durations)).toBeUndefined()
})

it('a price is told before submitting, to the tenth of a cent', () => {
  const model = { prices: { '320x192': 0.1 } }
  expect(priceOf(model, { size: '320x192', seconds: '12' })).toBe(1.2)
  expect(priceOf(model, { size: '1280x720', seconds: '12' })).toBeUndefined()
  expect(priceOf({}, { size: '320x192', seconds: '12' })).toBeUndefined()
  expect(priceOf(model, { size: '320x192', seconds: 'soon' })).toBeUndefined()
})
