import { estimateRemaining, priceOf } from '@dailies/core'
import { createEstimator, findRunTimeStats } from '@dailies/core/internal'
import { array, assert, integer, property, tuple } from 'fast-check'
import { expect, it } from 'vitest'
import { sampleAssets, sampleVideo } from './testing/sample-video'

const durations = [
  { size: '320x192', seconds: '4', median: 60, p90: 100, count: 9 },
  { size: '320x192', seconds: '8', median: 120, p90: 200, count: 9 },
  { size: '320x192', seconds: '12', median: 1, p90: 1, count: 0 },
]
const video = sampleVideo({ status: 'in_progress', created_at: 900, progress: 0 })
const pace = { started: { at: 1_000, progress: 0 } }
const at = (now: number, progress: number, started = pace.started) =>
  estimateRemaining({ ...video, progress }, durations, now, { started })

it('estimates a job without progress from the measured run times, from its start', () => {
  expect(at(1_000, 0)).toEqual({ from: 54, to: 100 })
  expect(at(1_040, 0)).toEqual({ from: 14, to: 60 })
})

it('keeps the upper bound of a job past the median, since it is late by an unknown time', () => {
  expect(at(1_070, 0)).toEqual({ from: 0, to: 40 })
  expect(at(1_099, 0)).toEqual({ from: 0, to: 40 })
  expect(at(1_100, 0)).toBeUndefined()
})

it('counts a job that was first seen midway as so much older', () => {
  expect(at(1_000, 50, { at: 1_000, progress: 50 })).toEqual({ from: 24, to: 70 })
})

it('takes the pace since the first sight of the job, not since its creation', () => {
  // 40 points in 20 seconds: the other 40 take 20 more.
  expect(
    estimateRemaining({ ...video, progress: 60 }, undefined, 1_020, { started: { at: 1_000, progress: 20 } }),
  ).toEqual({ from: 16, to: 25 })
})

it('weights progress more as it increases, and from 50 points on alone', () => {
  expect(at(1_020, 25)).toEqual({ from: 41, to: 78 })
  expect(at(1_020, 50)).toEqual({ from: 16, to: 25 })
})

it('estimates from progress alone without measured run times, from 10 points', () => {
  const by = (progress: number) => estimateRemaining({ ...video, progress }, undefined, 1_020, pace)
  expect(by(5)).toBeUndefined()
  expect(by(50)).toEqual({ from: 16, to: 25 })
})

it('counts the time since the last report, until the progress should have moved on', () => {
  const by = (now: number) =>
    estimateRemaining({ ...video, progress: 50 }, durations, now, { ...pace, reportedAt: 1_020 })
  expect(by(1_030)).toEqual({ from: 8, to: 13 })
  expect(by(1_041)).toBeUndefined()
})

it.each(['queued', 'completed', 'failed'] as const)('estimates no time for a job that is %s', (status) => {
  expect(estimateRemaining({ ...video, status, progress: 50 }, durations, 1_020, pace)).toBeUndefined()
})

it('reads the start from the video of a Dailies server, and estimates nothing without it', () => {
  expect(estimateRemaining({ ...video, progress: 50 }, durations, 1_020)).toBeUndefined()
  const assets = { ...sampleAssets, started: { at: 1_000, progress: 0 } }
  expect(estimateRemaining({ ...video, progress: 50, assets }, undefined, 1_020)).toEqual({ from: 16, to: 25 })
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

it('counts from its own first sight of a job if the server does not send one', () => {
  const estimate = createEstimator()
  expect(estimate({ ...video, status: 'queued' }, undefined, 1_000)).toBeUndefined()
  expect(estimate({ ...video, progress: 10 }, undefined, 1_300)).toBeUndefined()
  expect(estimate({ ...video, progress: 40 }, undefined, 1_330)).toEqual({ from: 48, to: 90 })
})

it('lengthens a promise that the progress shows to be false', () => {
  const estimate = createEstimator()
  estimate({ ...video, progress: 0 }, undefined, 1_000)
  expect(estimate({ ...video, progress: 50 }, undefined, 1_010)).toEqual({ from: 8, to: 20 })
  expect(estimate({ ...video, progress: 55 }, undefined, 1_020)).toEqual({ from: 13, to: 20 })
})

it('counts down between two reports', () => {
  const estimate = createEstimator()
  estimate({ ...video, progress: 0 }, undefined, 1_000)
  const shown = [1_050, 1_060, 1_070].map((now) => estimate({ ...video, progress: 50 }, undefined, now)?.to)
  expect(shown).toEqual([100, 90, 80])
})

it('has ordered bounds in whole seconds, the upper one in the future', () => {
  const steps = array(tuple(integer({ min: 1, max: 40 }), integer({ min: 0, max: 15 })), { maxLength: 20 })
  assert(
    property(steps, (steps) => {
      const estimate = createEstimator()
      let now = 1_000
      let progress = 0
      for (const [seconds, more] of steps) {
        now += seconds
        progress = Math.min(99, progress + more)
        const { from, to } = estimate({ ...video, progress }, durations, now) ?? { from: 0, to: 1 }
        expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true)
        expect(to).toBeGreaterThanOrEqual(Math.max(1, from))
      }
    }),
  )
})
