import { VideoError } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { createTestServer } from '../testing/test-server'

const error = (code: string, retryAfter?: number) => new VideoError('No.', { code, retryAfter })

describe('a provisional failure', () => {
  it('"lost" takes three 404 polls over a minute, and two are not enough', async () => {
    const { create, retrieve, advance, upstream } = createTestServer()
    const { id } = await create()
    upstream.nextUpdate = error('not_found')
    await advance(5)
    await advance(30)
    expect(await retrieve(id)).toMatchObject({ status: 'queued' })
    await advance(65, 5)
    expect(await retrieve(id)).toMatchObject({ status: 'failed', error: { code: 'lost', final: false } })
  })

  it('"lost" is not reached if the upstream finds the job in between', async () => {
    const { create, retrieve, advance, upstream } = createTestServer()
    const { id } = await create()
    upstream.nextUpdate = error('not_found')
    await advance(40, 5)
    upstream.nextUpdate = { status: 'in_progress' }
    await advance(90, 5)
    upstream.nextUpdate = error('not_found')
    await advance(40, 5)
    expect(await retrieve(id)).toMatchObject({ status: 'in_progress' })
  })

  it('"deadline_exceeded" ends a job that the upstream never ends', async () => {
    const { create, retrieve, advance } = createTestServer({ deadlineMs: 600_000 })
    const { id } = await create()
    await advance(660, 30)
    expect(await retrieve(id)).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded', final: false } })
  })

  it('is replaced by a later upstream result for a day, with fewer and fewer polls', async () => {
    const { create, retrieve, advance, upstream, videos } = createTestServer({ deadlineMs: 600_000 })
    const { id } = await create()
    await advance(660, 30)
    const before = upstream.polls
    await advance(3_600, 30)
    expect(upstream.polls - before).toBeLessThan(15)
    upstream.nextUpdate = { status: 'completed' }
    await advance(7_200, 60)
    expect(await retrieve(id)).toMatchObject({ status: 'completed', error: null })
    const done = upstream.polls
    await advance(86_400, 3_600)
    expect(upstream.polls).toBe(done)
    await videos.close()
  })

  it('is polled again at once when a client retrieves the video', async () => {
    const { create, retrieve, advance, upstream, clock } = createTestServer({ deadlineMs: 600_000 })
    const { id } = await create()
    await advance(660, 30)
    clock.now += 6_000
    upstream.nextUpdate = { status: 'completed' }
    expect(await retrieve(id)).toMatchObject({ status: 'completed' })
  })

  it('is no longer polled after a day', async () => {
    const { create, advance, upstream } = createTestServer({ deadlineMs: 600_000 })
    await create()
    await advance(2 * 86_400, 600)
    const before = upstream.polls
    await advance(86_400, 3_600)
    expect(upstream.polls).toBe(before)
  })
})

it('a terminal status of the upstream is final, and progress never decreases', async () => {
  const { create, retrieve, advance, upstream } = createTestServer()
  const { id } = await create()
  upstream.nextUpdate = { status: 'in_progress', progress: 60 }
  await advance(10)
  upstream.nextUpdate = { status: 'queued', progress: 10 }
  await advance(60)
  expect(await retrieve(id)).toMatchObject({ status: 'in_progress', progress: 60 })
  upstream.nextUpdate = { status: 'failed', error: { code: 'cancelled', message: 'Cancelled.' } }
  await advance(60)
  upstream.nextUpdate = { status: 'completed' }
  await advance(7_200, 600)
  expect(await retrieve(id)).toMatchObject({ status: 'failed', error: { code: 'cancelled' } })
})

it('the requested fields keep their values, and no upstream id is exposed', async () => {
  const { create, retrieve, advance, upstream } = createTestServer()
  const { id } = await create()
  upstream.nextUpdate = {
    status: 'completed',
    model: 'other',
    prompt: 'revised',
    created_at: 7,
    completed_at: 9,
    expires_at: 3_609,
    remixed_from_video_id: 'up-secret',
  }
  await advance(60)
  const video = await retrieve(id)
  expect(video).toMatchObject({ model: 'mini', prompt: 'A lamp.', remixed_from_video_id: null })
  expect(video.completed_at).toBeGreaterThanOrEqual(video.created_at)
  expect(video.expires_at).toBe((video.completed_at ?? 0) + 3_600)
  expect(JSON.stringify(video)).not.toContain('up-')
})

describe('polling the upstream', () => {
  it('backs off on failures, and waits for Retry-After', async () => {
    const { create, advance, upstream } = createTestServer()
    await create()
    upstream.nextUpdate = error('upstream_rejected')
    await advance(600, 1)
    expect(upstream.polls).toBeLessThan(20)
    const before = upstream.polls
    upstream.nextUpdate = error('overloaded', 300)
    await advance(120, 1)
    const afterOne = upstream.polls
    await advance(170, 1)
    expect(afterOne - before).toBeLessThanOrEqual(2)
    expect(upstream.polls).toBe(afterOne)
  })

  it('polls once for many concurrent reads while the poller is not started', async () => {
    const { create, retrieve, clock, upstream } = createTestServer()
    const { id } = await create()
    clock.now += 30_000
    await Promise.all(Array.from({ length: 50 }, () => retrieve(id)))
    expect(upstream.polls).toBe(1)
  })

  it('is not triggered by reads once the poller is started', async () => {
    const { create, retrieve, clock, upstream, videos } = createTestServer()
    const { id } = await create()
    await videos.tick()
    const before = upstream.polls
    videos.start()
    await videos.tick()
    clock.now += 30_000
    const reads = Promise.all(Array.from({ length: 5 }, () => retrieve(id)))
    await reads
    expect(upstream.polls - before).toBeLessThanOrEqual(1)
    await videos.close()
  })
})

describe('deletion', () => {
  it('is sent upstream, and retried until it succeeds', async () => {
    const { create, request, advance, upstream } = createTestServer()
    const { id } = await create()
    const deleteJob = upstream.delete!
    upstream.delete = () => Promise.reject(error('upstream_failed'))
    expect(await (await request(`/videos/${id}`, { method: 'DELETE' })).json()).toEqual({
      id,
      object: 'video.deleted',
      deleted: true,
    })
    expect((await request(`/videos/${id}`)).status).toBe(404)
    expect((await request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(404)
    upstream.delete = deleteJob
    await advance(120, 2)
    expect(upstream.deleted).toEqual(['up-1'])
  })

  it('during a pending create is sent upstream once the create returns', async () => {
    let respond = (): void => undefined
    const responded = new Promise<void>((resolve) => (respond = resolve))
    const { create, request, videos, upstream, clock } = createTestServer(
      {},
      {
        onCreate: async () => {
          await responded
          return { ref: 'late', update: { status: 'queued' } }
        },
      },
    )
    const created = create()
    await expect
      .poll(async () => ((await (await request('/videos')).json()) as { data: unknown[] }).data.length)
      .toBe(1)
    const { data } = (await (await request('/videos')).json()) as { data: { id: string }[] }
    await request(`/videos/${data[0]!.id}`, { method: 'DELETE' })
    respond()
    await created
    clock.now += 1_000
    await videos.tick()
    expect(upstream.deleted).toEqual(['late'])
  })
})

it('server events cover the lifecycle of a job, without secrets', async () => {
  const { create, advance, upstream, events, request } = createTestServer()
  const { id } = await create()
  upstream.nextUpdate = { status: 'completed' }
  await advance(42)
  await request('/videos/nope')
  expect(events.map(({ type }) => type)).toEqual(['created', 'polled', 'completed', 'rejected'])
  expect(events[2]).toEqual({ type: 'completed', videoId: id, owner: 'ada', model: 'mini', durationMs: 42_000 })
  expect(JSON.stringify(events)).not.toMatch(/up-1|A lamp/)
})
