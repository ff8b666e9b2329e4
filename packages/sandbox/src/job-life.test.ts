import { sampleVideo } from '@dailies/sandbox'
import type { RenderRequest, Renderer } from '@dailies/sandbox'
import { afterEach, expect, it, vi } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

afterEach(() => vi.useRealTimers())

/** A renderer that waits for a word, and tells what it was requests. */
function blockedRenderer() {
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const requests: RenderRequest[] = []
  const renderer: Renderer = {
    async render(request) {
      requests.push(request)
      await held
      return sampleVideo({ size: `${request.width}x${request.height}`, seconds: request.seconds })
    },
  }
  return { renderer, requests, release }
}

it('a job is queued, in progress and completed by the clock, with growing integer progress', async () => {
  const { sandbox, ask, create } = openSandbox({ jobDurationMs: 10_000 })
  const id = await create()
  const seen = []
  for (let second = 0; second <= 10; second += 1) {
    const { body } = await ask(`/${id}`)
    seen.push([body.status, body.progress])
    await sandbox.advance(1)
  }
  expect(seen).toEqual([
    ['queued', 0],
    ['in_progress', 0],
    ['in_progress', 11],
    ['in_progress', 22],
    ['in_progress', 33],
    ['in_progress', 44],
    ['in_progress', 55],
    ['in_progress', 66],
    ['in_progress', 77],
    ['in_progress', 88],
    ['completed', 100],
  ])
})

it('a manual clock waits for rendering before it advances further', async () => {
  const { renderer, release } = blockedRenderer()
  const { sandbox, ask, content, create } = openSandbox({ renderer })
  const id = await create()
  const turned = sandbox.advance(60)
  await vi.waitFor(async () =>
    expect((await ask(`/${id}`)).body).toMatchObject({ status: 'in_progress', progress: 99 }),
  )
  expect((await content(id)).status).toBe(404)
  release()
  await turned
  expect((await ask(`/${id}`)).body).toMatchObject({ status: 'completed', progress: 100, completed_at: 1_790_000_008 })
  expect((await content(id)).status).toBe(200)
})

it('with the system clock, a job is never completed before its video can be served', async () => {
  vi.useFakeTimers()
  const { renderer, release } = blockedRenderer()
  const { ask, content, create } = openSandbox({ renderer, clock: 'system', jobDurationMs: 8_000 })
  const id = await create()
  await vi.advanceTimersByTimeAsync(60_000)
  expect((await ask(`/${id}`)).body).toMatchObject({ status: 'in_progress', progress: 99 })
  release()
  await vi.advanceTimersByTimeAsync(0)
  expect((await ask(`/${id}`)).body).toMatchObject({ status: 'completed' })
  expect((await content(id)).status).toBe(200)
})

it('renders at most `concurrency` videos at once; the rest stay queued', async () => {
  vi.useFakeTimers()
  const { renderer, requests, release } = blockedRenderer()
  const { ask, create } = openSandbox({ renderer, clock: 'system', concurrency: 2 })
  const ids = [await create(), await create(), await create()]
  await vi.advanceTimersByTimeAsync(4_000)
  expect(requests).toHaveLength(2)
  const statuses = async () => Promise.all(ids.map(async (id) => (await ask(`/${id}`)).body.status))
  expect(await statuses()).toEqual(['in_progress', 'in_progress', 'queued'])
  release()
  await vi.advanceTimersByTimeAsync(8_000)
  expect(await statuses()).toEqual(['completed', 'completed', 'completed'])
})

it('a remix renders all prompts of its lineage with the seed and size of the original', async () => {
  const { renderer, requests, release } = blockedRenderer()
  release()
  const { sandbox, post, create } = openSandbox({ renderer })
  const first = await create({ prompt: 'A lamp.', size: '192x320' })
  await sandbox.advance(8)
  const second = await post(`/${first}/remix`, { prompt: 'At night.' })
  await sandbox.advance(8)
  await post(`/${second.body.id}/remix`, { prompt: 'In rain.' })
  await sandbox.advance(8)
  expect(requests.map(({ prompts }) => prompts)).toEqual([
    ['A lamp.'],
    ['A lamp.', 'At night.'],
    ['A lamp.', 'At night.', 'In rain.'],
  ])
  expect(
    new Set(requests.map(({ seed, width, height, seconds }) => `${seed} ${width}x${height} ${seconds}`)).size,
  ).toBe(1)
})

it('a prompt blocked by moderation fails the job, without rendering or content', async () => {
  const { sandbox, ask, content, create } = openSandbox()
  const id = await create({ prompt: 'Too much gore.' })
  await sandbox.advance(8)
  const { body } = await ask(`/${id}`)
  expect(body).toMatchObject({ status: 'failed', error: { code: 'moderation_blocked' }, expires_at: null })
  expect(body.progress).toBeLessThan(100)
  expect(sandbox.counters.renders).toBe(0)
  expect((await content(id)).status).toBe(404)
})

it('a video that cannot be rendered fails its job', async () => {
  const renderer: Renderer = { render: () => Promise.reject(new Error('no ink')) }
  const { sandbox, ask, create } = openSandbox({ renderer })
  const id = await create()
  await sandbox.advance(8)
  expect((await ask(`/${id}`)).body).toMatchObject({ status: 'failed', error: { code: 'internal_error' } })
})

it('a deleted job is removed at once, and its rendering stops', async () => {
  let stopped = false
  const renderer: Renderer = {
    render: (_, options) =>
      new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => {
          stopped = true
          reject(new Error('stopped'))
        })
      }),
  }
  const { sandbox, ask, create } = openSandbox({ renderer })
  const id = await create()
  await sandbox.advance(2)
  expect((await ask(`/${id}`, { method: 'DELETE' })).body).toEqual({ id, object: 'video.deleted', deleted: true })
  expect(stopped).toBe(true)
  await sandbox.advance(60)
  expect((await ask(`/${id}`)).status).toBe(404)
})

it('the content expires after an hour, while the job stays completed', async () => {
  const { sandbox, ask, content, create } = openSandbox()
  const id = await create()
  await sandbox.advance(8 + 3_599)
  expect((await content(id)).status).toBe(200)
  await sandbox.advance(1)
  const expired = await content(id)
  expect([expired.status, (await expired.json()).error.code]).toEqual([404, 'video_expired'])
  const { body } = await ask(`/${id}`)
  expect(body).toMatchObject({ status: 'completed', expires_at: body.completed_at + 3_600 })
})

it('the same seed gives the same ids and videos, another seed different ones', async () => {
  const run = async (seed: number) => {
    const seeds: number[] = []
    const renderer: Renderer = {
      render(request) {
        seeds.push(request.seed)
        return Promise.resolve(sampleVideo())
      },
    }
    const { sandbox, create } = openSandbox({ renderer, seed, jitter: 0.5 })
    const ids = [await create(), await create()]
    await sandbox.advance(12)
    return JSON.stringify([ids, seeds])
  }
  expect(await run(7)).toBe(await run(7))
  expect(await run(7)).not.toBe(await run(8))
})

it('jitter lets jobs of the same duration end at different times', async () => {
  const { sandbox, ask, create } = openSandbox({ jobDurationMs: 100_000, jitter: 0.5 })
  const ids = await Promise.all([create(), create(), create()])
  await sandbox.advance(150)
  const ends = await Promise.all(ids.map(async (id) => (await ask(`/${id}`)).body.completed_at))
  expect(new Set(ends).size).toBe(3)
})

it('runs a limited number of jobs in the order of their creation, and says how many are ahead', async () => {
  const { sandbox, ask, create } = openSandbox({ jobDurationMs: 10_000, concurrency: 3, maxRunningJobs: 1 })
  const ids = [await create(), await create(), await create()]
  const positions = async () => {
    const jobs = await Promise.all(ids.map(async (id) => (await ask(`/${id}`)).body))
    return jobs.map(({ status, queue_position: position }) => position ?? status)
  }
  expect(await positions()).toEqual([0, 1, 2])
  await sandbox.advance(2)
  expect(await positions()).toEqual(['in_progress', 0, 1])
  await sandbox.fetch(`http://sandbox/v1/videos/${ids[1]}`, { method: 'DELETE' })
  ids.splice(1, 1)
  await sandbox.advance(9)
  expect(await positions()).toEqual(['completed', 'in_progress'])
  await sandbox.advance(10)
  expect(await positions()).toEqual(['completed', 'completed'])
})
