import { expect, test } from 'vitest'
import { summarize } from './reports.mjs'

const report = (counts) => ({ passed: 1, failed: 0, skipped: 0, retried: [], ...counts })

test('sums the reports in the last line', () => {
  const reports = { unit: report({ passed: 3, skipped: 1 }), e2e: report({ passed: 2 }) }
  expect(summarize(reports, [])).toEqual({ hasPassed: true, lines: ['0 retries', '5 passed, 0 failed, 1 skipped'] })
})

test('names each test that was retried, before the last line', () => {
  const retried = [
    { name: 'e2e: video.test.ts > plays', retries: 1, state: 'passed' },
    { name: 'e2e: video.test.ts > seeks', retries: 1, state: 'failed' },
  ]
  expect(summarize({ e2e: report({ failed: 1, retried }) }, ['e2e'])).toEqual({
    hasPassed: false,
    lines: [
      'Failed: e2e',
      'Retried (passed): e2e: video.test.ts > plays',
      'Retried (failed): e2e: video.test.ts > seeks',
      '2 retries',
      '1 passed, 1 failed, 0 skipped',
    ],
  })
})

test('fails if a step wrote no report, or if none of its tests passed', () => {
  expect(summarize({ unit: undefined, next: report({ passed: 0 }) }, ['lint']).lines[0]).toBe(
    'Failed: lint, unit (no report), next (no test passed)',
  )
})
