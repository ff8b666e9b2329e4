import { createServer } from 'node:http'
import compression from 'compression'
import express from 'express'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toExpress } from './express'
import { memoryStore } from './store/memory'
import { readEvents } from './testing/read-events'
import { openScene } from './testing/scene'
import { posting } from './testing/stage'
import { mounts } from './testing/mounts'

afterEach(() => void vi.useRealTimers())

const follow = async (scene: ReturnType<typeof openScene>, headers: Record<string, string> = {}, as = 'ada') =>
  readEvents(await scene.ask('/videos/events', { headers, as }))

describe('the event stream', () => {
  it("tells every change of this owner, as the video now is, and no one else's", async () => {
    const scene = openScene()
    const mine = await follow(scene)
    const theirs = await follow(scene, {}, 'bob')
    const { id } = await scene.create()
    scene.upstream.hears = { status: 'in_progress', progress: 40 }
    await scene.pass(5)
    scene.upstream.hears = { status: 'completed' }
    await scene.pass(60)
    await scene.ask(`/videos/${id}`, { method: 'DELETE' })
    await scene.ask('/videos', { ...posting({ prompt: 'Of Bob.' }), as: 'bob' })
    const update = await mine.next(4)
    expect(update.map(({ event, data }) => [event, data['id'], data['status'], data['progress']])).toEqual([
      ['video', id, 'queued', null],
      ['video', id, 'in_progress', 40],
      ['video', id, 'completed', 100],
      ['deleted', id, undefined, undefined],
    ])
    expect(update[2]?.data).toMatchObject({ assets: { version: 3, video: { url: `/api/videos/${id}/content` } } })
    expect(update[3]?.data).toEqual({ id })
    expect((await theirs.next()).map(({ data }) => data['prompt'])).toEqual(['Of Bob.'])
    expect(mine.text).not.toContain('Bob')
    await scene.videos.close()
  })

  it('tells whole times by a clock that has fractions, so that it can be resumed', async () => {
    const scene = openScene({ now: () => scene.clock.now + 0.75 })
    const mine = await follow(scene)
    await scene.create()
    const [update] = await mine.next()
    expect(update?.id).toBe(String(scene.clock.now))
    await scene.videos.close()
  })

  it('resumes behind the last event with an overlap, so that nothing is missed', async () => {
    const scene = openScene()
    const first = await follow(scene)
    const { id } = await scene.create()
    const [event] = await first.next()
    await first.cancel()
    scene.upstream.hears = { status: 'completed' }
    await scene.pass(600)
    const other = await scene.create()
    const resumed = await follow(scene, { 'Last-Event-ID': event!.id })
    const update = await resumed.next(2)
    expect(update.map(({ data }) => [data['id'], data['status']])).toEqual([
      [id, 'completed'],
      [other.id, 'queued'],
    ])
    await scene.videos.close()
  })

  it('gives an id before the first event, and takes a nonsense one as none', async () => {
    const scene = openScene()
    for (const id of ['nonsense', '-1', '99999999999999999999', '']) {
      const stream = await follow(scene, { 'Last-Event-ID': id })
      await scene.create()
      await stream.next()
      expect(stream.text).toMatch(new RegExp(`^retry: \\d+\\nid: ${scene.clock.now}\\n\\n`))
      await stream.cancel()
    }
    await scene.videos.close()
  })

  it("cannot be held back, and is nobody's without signing in", async () => {
    const scene = openScene()
    const { headers } = await scene.ask('/videos/events')
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(headers.get('cache-control')).toMatch(/no-transform/)
    expect((await scene.ask('/videos/events', { as: null })).status).toBe(401)
    expect((await openScene({ events: false }).ask('/videos/events')).status).toBe(404)
    expect((await scene.ask('/videos/events', { method: 'HEAD' })).body).toBeNull()
    await scene.videos.close()
  })

  it('beats while nothing happens, and ends after its time', async () => {
    vi.useFakeTimers()
    const scene = openScene({ eventStreamLifetimeMs: 50_000 })
    const stream = await follow(scene)
    const ended = stream.ended()
    await vi.advanceTimersByTimeAsync(31_000)
    expect(stream.text.match(/^: /gm)).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(20_000)
    await ended
    expect(vi.getTimerCount()).toBe(0)
    await scene.videos.close()
  })

  it('hears within seconds what another instance changed, where the store cannot tell', async () => {
    const store = memoryStore()
    const one = openScene({ store })
    const other = openScene({ store })
    const stream = await follow(one)
    const { id } = await other.create()
    expect((await stream.next())[0]?.data['id']).toBe(id)
    await one.videos.close()
  })

  it.each([
    ['without a listener is asked each second', false, 5],
    ['that can listen is asked when it calls', true, 0],
  ])('a store %s', async (_, canListen, asked) => {
    vi.useFakeTimers()
    const memory = memoryStore()
    const changes = vi.fn(memory.changes)
    const listen = { listen: async () => () => undefined }
    const scene = openScene({ store: { ...memory, changes, ...(canListen && listen) } })
    const stream = await follow(scene)
    await vi.advanceTimersByTimeAsync(0)
    changes.mockClear()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(changes).toHaveBeenCalledTimes(asked)
    await stream.cancel()
    await scene.videos.close()
  })

  it('keeps the jobs going where nobody watches', async () => {
    const scene = openScene()
    const stream = await follow(scene)
    await scene.create()
    scene.upstream.hears = { status: 'completed' }
    scene.clock.now += 60_000
    const [, done] = await stream.next(2)
    expect(done?.data['status']).toBe('completed')
    await scene.videos.close()
  })

  it('leaves nothing behind when its reader leaves', async () => {
    vi.useFakeTimers()
    const scene = openScene()
    const streams = await Promise.all(Array.from({ length: 20 }, () => follow(scene)))
    expect(vi.getTimerCount()).toBeGreaterThan(0)
    await Promise.all(streams.map((stream) => stream.cancel()))
    expect(vi.getTimerCount()).toBe(0)
    await scene.videos.close()
  })

  it('is ended for a reader that takes nothing', async () => {
    const scene = openScene()
    const response = await scene.ask('/videos/events')
    for (let index = 0; index < 40; index += 1) await scene.create({ prompt: 'x'.repeat(31_000) })
    const stream = readEvents(response)
    await stream.ended()
    expect(stream.text.length).toBeLessThan(1_300_000)
    await scene.videos.close()
  })
})

describe.each(mounts)('events, mounted by $name', ({ open }) => {
  it('come one by one, and the stream ends with its reader', async () => {
    const scene = openScene()
    const mount = await open(scene.videos)
    const headers = { Authorization: 'Bearer ada' }
    const stream = readEvents(await mount.fetch(`${mount.baseURL}/videos/events`, { headers }))
    const first = await scene.create()
    expect((await stream.next())[0]?.data['id']).toBe(first.id)
    const second = await scene.create()
    expect((await stream.next())[0]?.data['id']).toBe(second.id)
    await stream.cancel()
    await mount.close()
    await scene.videos.close()
  })
})

it('events come one by one behind compression()', async () => {
  const scene = openScene()
  const app = express()
  app.use(compression({ threshold: 0 }))
  app.use('/api', toExpress(scene.videos))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const response = await fetch(`http://127.0.0.1:${port}/api/videos/events`, {
    headers: { Authorization: 'Bearer ada', 'Accept-Encoding': 'gzip' },
  })
  const stream = readEvents(response)
  const { id } = await scene.create()
  expect((await stream.next())[0]?.data['id']).toBe(id)
  expect(response.headers.get('content-encoding')).toBeNull()
  await stream.cancel()
  server.closeAllConnections()
  server.close()
  await scene.videos.close()
})
