import { VideoError } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { openScene } from './testing/scene'
import { posting } from './testing/stage'
import { provisionalPollDelay, nextPollDelay } from './poll-delay'
import { readRetryAfter, readErrorRetryAfter } from './upstream-retry-after'

const certain = { failures: 0, progress: null, random: () => 0 }

describe('the next look', () => {
  it('comes sooner the nearer the end seems, by progress or by experience', () => {
    expect(nextPollDelay({ ...certain, elapsed: 10_000, usual: 100_000 })).toBe(22_222)
    expect(nextPollDelay({ ...certain, elapsed: 40_000, usual: 61_000 })).toBe(13_556)
    expect(nextPollDelay({ ...certain, elapsed: 59_000, usual: 60_000 })).toBe(4_000)
    expect(nextPollDelay({ ...certain, elapsed: 30_000, unchanged: 0, progress: 50 })).toBe(13_333)
    expect(nextPollDelay({ ...certain, elapsed: 30_000, unchanged: 0, progress: 50, usual: 36_000 })).toBe(4_000)
  })

  it('lets a page see a job of any length move', () => {
    expect(nextPollDelay({ ...certain, elapsed: 0, usual: 8_000 })).toBe(2_000)
    expect(nextPollDelay({ ...certain, elapsed: 0, usual: 60_000 })).toBe(13_333)
  })

  it('believes no promise that is plainly broken', () => {
    const waits = [0, 60_000, 600_000].map((unchanged) =>
      nextPollDelay({ ...certain, elapsed: 60_000 + unchanged, unchanged, progress: 99 }),
    )
    expect(waits).toEqual([4_000, 15_000, 30_000])
  })

  it('never undercuts what the upstream asks for, backs off on failures, and spreads', () => {
    expect(nextPollDelay({ ...certain, elapsed: 1_000, requested: 45_000 })).toBe(45_000)
    expect([1, 2, 3, 9].map((failures) => nextPollDelay({ ...certain, failures, elapsed: 1_000 }))).toEqual([
      2_000, 4_000, 8_000, 60_000,
    ])
    const early = nextPollDelay({ ...certain, elapsed: 10_000, usual: 100_000, random: () => 1 })
    expect(early).toBe(17_778)
  })
})

describe('a wait that an upstream asks for', () => {
  const hour = 3_600_000

  it('is whole milliseconds, and an hour at most', () => {
    const asked = [1_500.2, hour, 1e12, Infinity, 0, -5, NaN, '9', undefined]
    expect(asked.map(readRetryAfter)).toEqual([1_501, hour, hour, hour, 0, 0, 0, 0, 0])
    const failures = [2.5, 1e10, NaN, undefined].map((retryAfter) =>
      readErrorRetryAfter(
        new VideoError('Later.', { code: 'rate_limited', ...(retryAfter !== undefined && { retryAfter }) }),
      ),
    )
    expect([...failures, readErrorRetryAfter(new Error('?'))]).toEqual([2_500, hour, 0, 0, 0])
    expect(nextPollDelay({ ...certain, elapsed: 1_000, requested: 1e12 })).toBe(hour)
    expect(nextPollDelay({ ...certain, elapsed: 1_000, requested: NaN })).toBe(4_000)
  })

  it('makes no time with fractions, nor does a doubt', () => {
    expect(nextPollDelay({ ...certain, elapsed: 1_000, requested: 45_000.4 })).toBe(45_001)
    expect(provisionalPollDelay(180_001)).toBe(90_001)
  })

  it.each([
    ['at every look', {}, { retrieve: async () => ({ update: { status: 'in_progress' }, pollAfterMs: 1e12 }) }],
    ['with the submission', {}, { submits: async () => ({ ref: 'up', update: { status: 'queued' }, pollAfterMs: 1e12 }) }],
    ['for longer than the deadline', { deadlineMs: 600_000 }, { retrieve: async () => ({ update: {}, pollAfterMs: hour }) }],
  ] as const)('%s puts off no deadline', async (_, options, upstream) => {
    const scene = openScene({ limits: { activeJobs: 1 }, ...options }, upstream as object)
    const { id } = await scene.create()
    await scene.pass((options as { deadline?: number }).deadline ?? 7_200, 60)
    const { data } = await (await scene.ask('/videos')).json()
    expect(data).toMatchObject([{ id, status: 'failed', error: { code: 'deadline_exceeded', final: false } }])
    expect((await scene.ask('/videos', posting({ prompt: 'Another.' }))).status).toBe(200)
  })

  it('puts off no deadline of a job that is left alone either', async () => {
    const verifyWebhook = async () => ({ id: 'delivery', ref: 'up-1', type: 'video.completed' })
    const scene = openScene({ deadlineMs: 200_000 }, { verifyWebhook })
    await scene.create()
    await scene.pass(200)
    expect(scene.events.at(-1)).toMatchObject({ type: 'failed', code: 'deadline_exceeded' })
  })

  it('keeps the place of a deleted job for no longer than a deletion is tried', async () => {
    const later = () => Promise.reject(new VideoError('Later.', { code: 'rate_limited', retryAfter: 1e10 }))
    const scene = openScene({ limits: { activeJobs: 1 } }, { delete: later })
    const { id } = await scene.create()
    await scene.ask(`/videos/${id}`, { method: 'DELETE' })
    await scene.pass(26 * 3_600, 600)
    expect((await scene.ask('/videos', posting({ prompt: 'Another.' }))).status).toBe(200)
  })
})

describe('a job whose upstream tells of its end', () => {
  const notice = async () => ({ id: `delivery ${Math.random()}`, ref: 'up-1', type: 'video.completed' })

  it('is left alone while nobody waits for it, and looked at once when the word comes', async () => {
    const { create, pass, upstream, ask, events } = openScene({}, { verifyWebhook: notice })
    await create()
    await pass(120, 1)
    expect(upstream.looks).toBe(0)
    upstream.hears = { status: 'completed' }
    await ask('/videos/webhook', { method: 'POST', body: '{}', as: null })
    await pass(1)
    expect(upstream.looks).toBe(1)
    expect(events.filter(({ type }) => type === 'completed')).toHaveLength(1)
  })

  it('is looked at all the same where the word is lost', async () => {
    const { create, pass, upstream, see } = openScene({}, { verifyWebhook: notice })
    const { id } = await create()
    upstream.hears = { status: 'completed' }
    await pass(400, 10)
    expect(upstream.looks).toBe(1)
    expect(await see(id)).toMatchObject({ status: 'completed' })
  })

  it('is looked at as usual while somebody reads it or follows', async () => {
    const { create, pass, upstream, see } = openScene({}, { verifyWebhook: notice })
    const { id } = await create()
    upstream.hears = { status: 'in_progress' }
    expect(await see(id)).toMatchObject({ status: 'in_progress' })
    await pass(30, 1)
    expect(upstream.looks).toBeGreaterThan(3)
    const followed = openScene({}, { verifyWebhook: notice })
    await followed.create()
    const stream = await followed.ask('/videos/events')
    await followed.pass(30, 1)
    expect(followed.upstream.looks).toBeGreaterThan(2)
    await stream.body?.cancel()
    await followed.videos.close()
  })
})
