import { VideoError } from '@dailies/core'
import type { VideoUpdate } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import type { FakeUpstream } from '../testing/fake-upstream'
import { createTestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'
import { provisionalPollDelay, nextPollDelay } from './poll-delay'
import { clampRetryAfter, retryAfterOf } from './clamp-retry-after'
import type { VideoServerOptions } from '../video-server'

const defaults = { failures: 0, progress: null, random: () => 0 }

describe('the delay until the next poll', () => {
  const known = (seconds: number) => Array.from({ length: 20 }, () => seconds * 1_000)

  it('lasts until such jobs end, and is short around that time', () => {
    const ends = known(60)
    expect(nextPollDelay({ ...defaults, elapsed: 20_000, ends })).toBeGreaterThan(25_000)
    expect(nextPollDelay({ ...defaults, elapsed: 59_000, ends })).toBeLessThan(3_000)
  })

  it('lasts until the progress says that the job ends', () => {
    const half = { ...defaults, elapsed: 30_000, unchanged: 0, progress: 50 }
    for (const ends of [[], known(60)]) {
      const delay = nextPollDelay({ ...half, ends })
      expect(delay).toBeGreaterThan(20_000)
      expect(delay).toBeLessThan(33_000)
    }
    // Only the half that was not done when it was first seen takes time.
    expect(nextPollDelay({ ...half, startProgress: 30, elapsed: 12_000 })).toBeLessThan(33_000)
  })

  it('looks at both times if the progress contradicts the measured durations', () => {
    const slow = { ...defaults, elapsed: 30_000, unchanged: 0, progress: 10, ends: known(40) }
    expect(nextPollDelay(slow)).toBeLessThan(17_000)
  })

  it('counts the progress from the poll that reported it', () => {
    const later = { ...defaults, elapsed: 50_000, sincePoll: 20_000, unchanged: 20_000, progress: 50, ends: known(60) }
    expect(nextPollDelay(later)).toBeGreaterThan(6_000)
    expect(nextPollDelay(later)).toBeLessThan(13_000)
  })

  it('grows with the age of a job without precedent, and while the progress is unchanged', () => {
    const waits = [10, 60, 600].map((age) => nextPollDelay({ ...defaults, elapsed: age * 1_000 }))
    expect(waits.toSorted((one, other) => one - other)).toEqual(waits)
    const stuck = nextPollDelay({ ...defaults, elapsed: 660_000, unchanged: 600_000, progress: 99 })
    expect(stuck).toBe(nextPollDelay({ ...defaults, elapsed: 660_000 }))
  })

  it('is shorter for a job whose end others wait to know, and longer for those', () => {
    const alone = nextPollDelay({ ...defaults, elapsed: 30_000 })
    expect(nextPollDelay({ ...defaults, elapsed: 30_000, waiting: 5 })).toBeLessThan(alone)
    expect(nextPollDelay({ ...defaults, elapsed: 30_000, hasElder: true })).toBe(30_000)
  })

  it.each([
    ['young', 2_000, 30_000],
    ['as old as a minute', 60_000, 60_000],
    ['old', 3_600_000, 300_000],
  ])('has a limit for a job that is %s', (_, elapsed, limit) => {
    expect(nextPollDelay({ ...defaults, elapsed, ends: known(20_000) })).toBe(limit)
  })

  it('is at least what the upstream requests, grows with failures (exponential backoff), and has jitter', () => {
    expect(nextPollDelay({ ...defaults, elapsed: 1_000, retryAfterMs: 45_000 })).toBe(45_000)
    expect([1, 2, 3, 9].map((failures) => nextPollDelay({ ...defaults, failures, elapsed: 1_000 }))).toEqual([
      2_000, 4_000, 8_000, 60_000,
    ])
    const latest = nextPollDelay({ ...defaults, elapsed: 2_000, ends: known(600) })
    expect(latest - nextPollDelay({ ...defaults, elapsed: 2_000, ends: known(600), random: () => 1 })).toBe(1_000)
  })
})

describe('a delay that the upstream requests', () => {
  const hour = 3_600_000

  it('is rounded up to whole milliseconds and capped at an hour', () => {
    const requested = [1_500.2, hour, 1e12, Infinity, 0, -5, NaN, '9', undefined]
    expect(requested.map(clampRetryAfter)).toEqual([1_501, hour, hour, hour, 0, 0, 0, 0, 0])
    const failures = [2.5, 1e10, NaN, undefined].map((retryAfter) =>
      retryAfterOf(new VideoError('Later.', { code: 'rate_limited', ...(retryAfter !== undefined && { retryAfter }) })),
    )
    expect([...failures, retryAfterOf(new Error('?'))]).toEqual([2_500, hour, 0, 0, 0])
    expect(nextPollDelay({ ...defaults, elapsed: 1_000, retryAfterMs: 1e12 })).toBe(hour)
    const unasked = nextPollDelay({ ...defaults, elapsed: 1_000 })
    expect(nextPollDelay({ ...defaults, elapsed: 1_000, retryAfterMs: NaN })).toBe(unasked)
  })

  it('results in whole milliseconds, as does the delay of a provisional failure', () => {
    expect(nextPollDelay({ ...defaults, elapsed: 1_000, retryAfterMs: 45_000.4 })).toBe(45_001)
    expect(provisionalPollDelay(180_001)).toBe(90_001)
  })

  it.each<[string, Partial<VideoServerOptions>, Partial<FakeUpstream>]>([
    ['with every poll', {}, { retrieve: async () => ({ update: { status: 'in_progress' }, pollAfterMs: 1e12 }) }],
    ['with the create', {}, { onCreate: async () => ({ ref: 'up', update: { status: 'queued' }, pollAfterMs: 1e12 }) }],
    [
      'for longer than the deadline',
      { deadlineMs: 600_000 },
      { retrieve: async () => ({ update: {} as VideoUpdate, pollAfterMs: hour }) },
    ],
  ])('%s does not postpone the deadline', async (_, options, upstream) => {
    const server = createTestServer({ limits: { activeJobs: 1 }, ...options }, upstream)
    const { id } = await server.create()
    await server.advance((options.deadlineMs ?? 7_200_000) / 1_000, 60)
    const { data } = await (await server.request('/videos')).json()
    expect(data).toMatchObject([{ id, status: 'failed', error: { code: 'deadline_exceeded', final: false } }])
    expect((await server.request('/videos', jsonPost({ prompt: 'Another.' }))).status).toBe(200)
  })

  it('does not postpone the deadline of an idle job', async () => {
    const verifyWebhook = async () => ({ id: 'delivery', ref: 'up-1', type: 'video.completed' })
    const server = createTestServer({ deadlineMs: 200_000 }, { verifyWebhook })
    await server.create()
    await server.advance(200)
    expect(server.events.at(-1)).toMatchObject({ type: 'failed', code: 'deadline_exceeded' })
  })

  it('keeps the slot of a deleted job only while its deletion is retried', async () => {
    const later = () => Promise.reject(new VideoError('Later.', { code: 'rate_limited', retryAfter: 1e10 }))
    const server = createTestServer({ limits: { activeJobs: 1 } }, { delete: later })
    const { id } = await server.create()
    await server.request(`/videos/${id}`, { method: 'DELETE' })
    await server.advance(26 * 3_600, 600)
    expect((await server.request('/videos', jsonPost({ prompt: 'Another.' }))).status).toBe(200)
  })
})

describe('a job whose upstream sends webhooks', () => {
  const verifyWebhook = async () => ({ id: `delivery ${Math.random()}`, ref: 'up-1', type: 'video.completed' })

  it('is not polled while no client waits for it, and is polled once when the webhook arrives', async () => {
    const { create, advance, upstream, request, events } = createTestServer({}, { verifyWebhook })
    await create()
    await advance(120, 1)
    expect(upstream.polls).toBe(0)
    upstream.nextUpdate = { status: 'completed' }
    await request('/videos/webhook', { method: 'POST', body: '{}', as: null })
    await advance(1)
    expect(upstream.polls).toBe(1)
    expect(events.filter(({ type }) => type === 'completed')).toHaveLength(1)
  })

  it('is polled even if the webhook is lost', async () => {
    const { create, advance, upstream, retrieve } = createTestServer({}, { verifyWebhook })
    const { id } = await create()
    upstream.nextUpdate = { status: 'completed' }
    await advance(400, 10)
    expect(upstream.polls).toBe(1)
    expect(await retrieve(id)).toMatchObject({ status: 'completed' })
  })

  it('is polled at the usual interval while a client reads it or subscribes to events', async () => {
    const { create, advance, upstream, retrieve } = createTestServer({}, { verifyWebhook })
    const { id } = await create()
    upstream.nextUpdate = { status: 'in_progress' }
    expect(await retrieve(id)).toMatchObject({ status: 'in_progress' })
    await advance(30, 1)
    expect(upstream.polls).toBeGreaterThan(3)
    const subscribed = createTestServer({}, { verifyWebhook })
    await subscribed.create()
    const stream = await subscribed.request('/videos/events')
    await subscribed.advance(30, 1)
    expect(subscribed.upstream.polls).toBeGreaterThan(2)
    await stream.body?.cancel()
    await subscribed.videos.close()
  })
})
