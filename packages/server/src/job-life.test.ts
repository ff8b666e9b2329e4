import { VideoError } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { openScene } from './testing/scene'

const error = (code: string, retryAfter?: number) => new VideoError('No.', { code, retryAfter })

describe('our own verdict', () => {
  it('"lost" takes three looks over a minute, and one 404 less is none', async () => {
    const { create, see, pass, upstream } = openScene()
    const { id } = await create()
    upstream.hears = error('not_found')
    await pass(5)
    await pass(30)
    expect(await see(id)).toMatchObject({ status: 'queued' })
    await pass(65, 5)
    expect(await see(id)).toMatchObject({ status: 'failed', error: { code: 'lost', final: false } })
  })

  it('"lost" is not reached where the upstream knows it in between', async () => {
    const { create, see, pass, upstream } = openScene()
    const { id } = await create()
    upstream.hears = error('not_found')
    await pass(40, 5)
    upstream.hears = { status: 'in_progress' }
    await pass(90, 5)
    upstream.hears = error('not_found')
    await pass(40, 5)
    expect(await see(id)).toMatchObject({ status: 'in_progress' })
  })

  it('"deadline_exceeded" ends a job that nobody ends', async () => {
    const { create, see, pass } = openScene({ deadlineMs: 600_000 })
    const { id } = await create()
    await pass(660, 30)
    expect(await see(id)).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded', final: false } })
  })

  it('gives way to a later answer, for a day, looked at ever more rarely', async () => {
    const { create, see, pass, upstream, videos } = openScene({ deadlineMs: 600_000 })
    const { id } = await create()
    await pass(660, 30)
    const before = upstream.looks
    await pass(3_600, 30)
    expect(upstream.looks - before).toBeLessThan(15)
    upstream.hears = { status: 'completed' }
    await pass(7_200, 60)
    expect(await see(id)).toMatchObject({ status: 'completed', error: null })
    const done = upstream.looks
    await pass(86_400, 3_600)
    expect(upstream.looks).toBe(done)
    await videos.close()
  })

  it('is asked about at once where somebody checks again', async () => {
    const { create, see, pass, upstream, clock } = openScene({ deadlineMs: 600_000 })
    const { id } = await create()
    await pass(660, 30)
    clock.now += 6_000
    upstream.hears = { status: 'completed' }
    expect(await see(id)).toMatchObject({ status: 'completed' })
  })

  it('is forgotten a day later', async () => {
    const { create, pass, upstream } = openScene({ deadlineMs: 600_000 })
    await create()
    await pass(2 * 86_400, 600)
    const looks = upstream.looks
    await pass(86_400, 3_600)
    expect(upstream.looks).toBe(looks)
  })
})

it('what the upstream called an end is final, and progress never runs backwards', async () => {
  const { create, see, pass, upstream } = openScene()
  const { id } = await create()
  upstream.hears = { status: 'in_progress', progress: 60 }
  await pass(10)
  upstream.hears = { status: 'queued', progress: 10 }
  await pass(60)
  expect(await see(id)).toMatchObject({ status: 'in_progress', progress: 60 })
  upstream.hears = { status: 'failed', error: { code: 'cancelled', message: 'Cancelled.' } }
  await pass(60)
  upstream.hears = { status: 'completed' }
  await pass(7_200, 600)
  expect(await see(id)).toMatchObject({ status: 'failed', error: { code: 'cancelled' } })
})

it("what the owner asked for stays as asked, and no name of the upstream's gets in", async () => {
  const { create, see, pass, upstream } = openScene()
  const { id } = await create()
  upstream.hears = {
    status: 'completed',
    model: 'other',
    prompt: 'revised',
    created_at: 7,
    completed_at: 9,
    expires_at: 3_609,
    remixed_from_video_id: 'up-secret',
  }
  await pass(60)
  const video = await see(id)
  expect(video).toMatchObject({ model: 'mini', prompt: 'A lamp.', remixed_from_video_id: null })
  expect(video.completed_at).toBeGreaterThanOrEqual(video.created_at)
  expect(video.expires_at).toBe((video.completed_at ?? 0) + 3_600)
  expect(JSON.stringify(video)).not.toContain('up-')
})

describe('asking the upstream', () => {
  it('is backed off where it fails, and never earlier than it says', async () => {
    const { create, pass, upstream } = openScene()
    await create()
    upstream.hears = error('upstream_rejected')
    await pass(600, 1)
    expect(upstream.looks).toBeLessThan(20)
    const before = upstream.looks
    upstream.hears = error('overloaded', 300)
    await pass(120, 1)
    const once = upstream.looks
    await pass(170, 1)
    expect(once - before).toBeLessThanOrEqual(2)
    expect(upstream.looks).toBe(once)
  })

  it('is one look however many read, without a watcher', async () => {
    const { create, see, clock, upstream } = openScene()
    const { id } = await create()
    clock.now += 30_000
    await Promise.all(Array.from({ length: 50 }, () => see(id)))
    expect(upstream.looks).toBe(1)
  })

  it('is not done by readers where somebody watches', async () => {
    const { create, see, clock, upstream, videos } = openScene()
    const { id } = await create()
    await videos.tick()
    const before = upstream.looks
    videos.start()
    await videos.tick()
    clock.now += 30_000
    const reads = Promise.all(Array.from({ length: 5 }, () => see(id)))
    await reads
    expect(upstream.looks - before).toBeLessThanOrEqual(1)
    await videos.close()
  })
})

describe('deletion', () => {
  it('is told upstream, and told again until it is heard', async () => {
    const { create, ask, pass, upstream } = openScene()
    const { id } = await create()
    const deleteJob = upstream.delete!
    upstream.delete = () => Promise.reject(error('upstream_failed'))
    expect(await (await ask(`/videos/${id}`, { method: 'DELETE' })).json()).toEqual({
      id,
      object: 'video.deleted',
      deleted: true,
    })
    expect((await ask(`/videos/${id}`)).status).toBe(404)
    expect((await ask(`/videos/${id}`, { method: 'DELETE' })).status).toBe(404)
    upstream.delete = deleteJob
    await pass(120, 2)
    expect(upstream.deleted).toEqual(['up-1'])
  })

  it('while the create is still unanswered reaches upstream when it is', async () => {
    let answer = (): void => undefined
    const answered = new Promise<void>((resolve) => (answer = resolve))
    const { create, ask, videos, upstream, clock } = openScene(
      {},
      {
        submits: async () => {
          await answered
          return { ref: 'late', update: { status: 'queued' } }
        },
      },
    )
    const created = create()
    await expect.poll(async () => ((await (await ask('/videos')).json()) as { data: unknown[] }).data.length).toBe(1)
    const { data } = (await (await ask('/videos')).json()) as { data: { id: string }[] }
    await ask(`/videos/${data[0]!.id}`, { method: 'DELETE' })
    answer()
    await created
    clock.now += 1_000
    await videos.tick()
    expect(upstream.deleted).toEqual(['late'])
  })
})

it('events tell of a life, without secrets', async () => {
  const { create, pass, upstream, events, ask } = openScene()
  const { id } = await create()
  upstream.hears = { status: 'completed' }
  await pass(42)
  await ask('/videos/nope')
  expect(events.map(({ type }) => type)).toEqual(['created', 'polled', 'completed', 'rejected'])
  expect(events[2]).toEqual({ type: 'completed', videoId: id, owner: 'ada', model: 'mini', durationMs: 42_000 })
  expect(JSON.stringify(events)).not.toMatch(/up-1|A lamp/)
})
