import { expect, it } from 'vitest'
import { readStatus } from './read-status'

it.each([
  ['queued', 'queued pending created submitted NOT_START throttled Queued'],
  ['in_progress', 'in_progress processing running generating IN_PROGRESS In-Progress'],
  ['completed', 'completed succeeded success done SUCCESS Completed'],
  ['failed', 'failed error fail nsfw moderated cancelled canceled expired deleted FAILURE'],
])('reads %s from its known values', (status, values) => {
  for (const value of values.split(' ')) expect([value, readStatus(value)?.status]).toEqual([value, status])
})

it.each(['unknown', 'warming_up', 'finalizing', 'finished?', 'toString', '__proto__'])(
  'reads an unknown value (%s) as in progress',
  (value) => {
    expect(readStatus(value)).toEqual({ status: 'in_progress', reason: undefined })
  },
)

it('keeps the value of a failure that names the reason', () => {
  expect(['NSFW', 'cancelled', 'expired', 'deleted'].map((value) => readStatus(value)?.reason)).toEqual([
    'nsfw',
    'cancelled',
    'expired',
    'deleted',
  ])
  expect(['failed', 'error', 'FAIL', 'completed'].map((value) => readStatus(value)?.reason)).toEqual(
    Array(4).fill(undefined),
  )
})

it.each([undefined, null, 200, '', '  ', {}])('reads no status from %s', (raw) => {
  expect(readStatus(raw)).toBeUndefined()
})
