import { pollDelay } from '@dailies/core/internal'
import { expect, it } from 'vitest'

const random = () => 0.5

it('polls less often far from the expected end, more often around it, and less often again when a job overruns', () => {
  const delays = [0, 60, 110, 118, 121, 180, 600].map((elapsed) =>
    pollDelay({ elapsedMs: elapsed * 1_000, expectedMs: 120_000, random }),
  )
  expect(delays).toEqual([15_000, 15_000, 2_500, 1_000, 1_000, 6_000, 15_000])
})

it('increases the delay with the age of the job if the expected duration is unknown', () => {
  expect([0, 30, 90, 900].map((elapsed) => pollDelay({ elapsedMs: elapsed * 1_000, random }))).toEqual([
    1_000, 3_000, 9_000, 15_000,
  ])
})

it('doubles the delay after each failure, up to a minute (exponential backoff)', () => {
  expect([1, 2, 3, 10].map((failures) => pollDelay({ elapsedMs: 0, failures, random }))).toEqual([
    2_000, 4_000, 8_000, 60_000,
  ])
})

it('is never shorter than the delay that the server requests', () => {
  for (const random of [() => 0, () => 0.5, () => 1]) {
    expect(pollDelay({ elapsedMs: 0, requestedMs: 20_000, random })).toBeGreaterThanOrEqual(20_000)
    expect(pollDelay({ elapsedMs: 0, failures: 1, requestedMs: 120_000, random })).toBeGreaterThanOrEqual(120_000)
  }
})

it('adds jitter of up to 15 %', () => {
  expect(pollDelay({ elapsedMs: 100_000, random: () => 0 })).toBe(8_500)
  expect(pollDelay({ elapsedMs: 100_000, random: () => 1 })).toBe(11_500)
})
