import { createVideosClient, parseSize } from '@dailies/core'
import { parseJob } from '@dailies/core/internal'
import { expect, it } from 'vitest'
import { parseProgress, parseSeconds } from './parse-fields'

it.each([
  [42, 42],
  ['42%', 42],
  ['42', 42],
  [0.42, 42],
  ['0.5', 50],
  ['0.5%', 0],
  [1, 1],
  [99.9, 99],
  [-3, 0],
  [250, 100],
  [null, undefined],
  ['', undefined],
  ['soon', undefined],
  [Number.NaN, undefined],
  [undefined, undefined],
])('parses progress %s as %s percent', (raw, percent) => {
  expect(parseProgress(raw)).toBe(percent)
})

it.each([
  ['8', '8'],
  [8, '8'],
  ['8s', '8'],
  [4.5, '4.5'],
  [0, undefined],
  ['', undefined],
  [null, undefined],
  ['long', undefined],
])('parses seconds %s as %s', (raw, seconds) => {
  expect(parseSeconds(raw)).toBe(seconds)
})

it.each([
  ['1280x720', '1280x720'],
  ['1280:720', '1280x720'],
  ['1280*720', '1280x720'],
  ['1280 × 720', '1280x720'],
  ['1280X720', '1280x720'],
  ['', undefined],
  ['720p', undefined],
  ['0x720', undefined],
  [null, undefined],
  [720, undefined],
])('parses size %s as %s', (raw, size) => {
  const parsed = parseSize(raw)
  expect(parsed && `${parsed.width}x${parsed.height}`).toBe(size)
  expect(parseJob({ id: 'a', status: 'queued', size: raw }).update.size).toBe(size)
})

it.each([
  ['in milliseconds', { created_at: 1_790_000_000_000 }, 1_790_000_000],
  ['as text', { created_at: '1790000000' }, 1_790_000_000],
  ['of zero', { created_at: 0 }, undefined],
  ['that is a counter', { created_at: 12 }, undefined],
])('parses a time %s', (_, raw, expected) => {
  expect(parseJob({ id: 'a', status: 'queued', ...raw }).update.created_at).toBe(expected)
})

it.each([
  ['an hour later', 1_790_003_600, 1_790_003_600],
  ['before the job', 1_789_000_000, undefined],
  ['in a century', 4_000_000_000, undefined],
  ['null', null, undefined],
  ['never', 253_402_300_799, undefined],
])('parses an expiry %s', (_, expires_at, expected) => {
  const raw = { id: 'a', status: 'completed', created_at: 1_790_000_000, expires_at }
  expect(parseJob(raw).update.expires_at).toBe(expected)
})

it('keeps the prompt as the user typed it', () => {
  expect(parseJob({ id: 'a', status: 'queued', prompt: ' A lamp\n' }).update.prompt).toBe(' A lamp\n')
  expect(parseJob({ id: 'a', status: 'queued', prompt: ' ' }).update.prompt).toBeUndefined()
})

it.each([
  ['its own status is that of the job', { status: 'success', data: { id: 'x', status: 'processing' } }, 'in_progress'],
  ['no status beside it', { code: 'success', data: { task_id: 'x', status: 'SUCCESS' } }, 'completed'],
])('unwraps a job of a gateway: %s', (_, raw, status) => {
  expect(parseJob(raw)).toMatchObject({ id: 'x', update: { status } })
})

it.each([
  ['an object as seconds', { seconds: { toString: 1 } }],
  ['a huge length', { seconds: '9'.repeat(400) }],
  ['a huge size', { size: `${'9'.repeat(400)}x1` }],
  ['a ratio as size', { size: '16:9' }],
])('ignores %s', (_, fields) => {
  const { update } = parseJob({ id: 'a', status: 'queued', ...fields })
  expect([update.seconds, update.size]).toEqual([undefined, undefined])
})

it('keeps the exact values of a Dailies server', async () => {
  const video = {
    id: 'a',
    status: 'completed',
    created_at: 1_000,
    completed_at: 1_010,
    expires_at: 5e9,
    size: '16:9',
    seconds: 'auto',
    assets: { version: 1 },
  }
  const client = createVideosClient({ baseURL: '/api', fetch: async () => Response.json(video) })
  expect(await client.retrieve('a')).toMatchObject({ ...video, progress: 100 })
})

it.each([
  ['queued', { queue_position: 3 }, 3],
  ['queued', { queue_position: '0' }, 0],
  ['queued', { assets: { version: 1, queue_position: 2 } }, 2],
  ['queued', { queue_position: -1 }, undefined],
  ['queued', { queue_position: 1.5 }, undefined],
  ['queued', { queue_position: null }, undefined],
  ['in_progress', { queue_position: 3 }, undefined],
])('parses the position in the queue of a job that is %s with %j as %s', (status, fields, position) => {
  expect(parseJob({ id: 'a', status, ...fields }).queuePosition).toBe(position)
})
