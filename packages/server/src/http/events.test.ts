import { createServer } from 'node:http'
import compression from 'compression'
import express from 'express'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toExpress } from '../express'
import type { Job } from '../store/job'
import { memoryStore } from '../store/memory'
import { readEvents } from '../testing/read-events'
import { createTestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'
import { mounts } from '../testing/mounts'

afterEach(() => void vi.useRealTimers())

const subscribe = async (
  server: ReturnType<typeof createTestServer>,
  headers: Record<string, string> = {},
  as = 'ada',
) => readEvents(await server.request('/videos/events', { headers, as }))

describe('the event stream', () => {
  it('sends every change of the owner’s videos, and no change of other owners', async () => {
    const server = createTestServer()
    const mine = await subscribe(server)
    const theirs = await subscribe(server, {}, 'bob')
    const { id } = await server.create()
    const received = await mine.next()
    server.upstream.nextUpdate = { status: 'in_progress', progress: 40 }
    await server.advance(5)
    received.push(...(await mine.next()))
    server.upstream.nextUpdate = { status: 'completed' }
    await server.advance(60)
    received.push(...(await mine.next()))
    await server.request(`/videos/${id}`, { method: 'DELETE' })
    await server.request('/videos', { ...jsonPost({ prompt: 'Of Bob.' }), as: 'bob' })
    received.push(...(await mine.next()))
    expect(received.map(({ event, data }) => [event, data['id'], data['status'], data['progress']])).toEqual([
      ['video', id, 'queued', null],
      ['video', id, 'in_progress', 40],
      ['video', id, 'completed', 100],
      ['deleted', id, undefined, undefined],
    ])
    expect(received[2]?.data).toMatchObject({ assets: { version: 3, video: { url: `/api/videos/${id}/content` } } })
    expect(received[3]?.data).toEqual({ id })
    expect((await theirs.next()).map(({ data }) => data['prompt'])).toEqual(['Of Bob.'])
    expect(mine.text).not.toContain('Bob')
    await server.videos.close()
  })

  it('gives every event the next id of its owner, whatever the clock says', async () => {
    const server = createTestServer()
    const mine = await subscribe(server)
    const ids: number[] = []
    for (const step of [1_000, -3_600_000, 0]) {
      server.clock.now += step
      await server.create()
      ids.push(...(await mine.next()).map(({ id }) => Number(id)))
    }
    expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => one - other))
    expect(ids).toHaveLength(3)
    await server.videos.close()
  })

  it('resumes after Last-Event-ID, so that no event is missed and none repeated', async () => {
    const server = createTestServer()
    const first = await subscribe(server)
    const { id } = await server.create()
    const [event] = await first.next()
    await first.cancel()
    server.upstream.nextUpdate = { status: 'completed' }
    await server.advance(600)
    const other = await server.create()
    const resumed = await subscribe(server, { 'Last-Event-ID': event!.id })
    const received = await resumed.next(2)
    expect(received.map(({ data }) => [data['id'], data['status']])).toEqual([
      [id, 'completed'],
      [other.id, 'queued'],
    ])
    await server.videos.close()
  })

  it('sends an id before the first event, and ignores an invalid Last-Event-ID', async () => {
    const server = createTestServer()
    let latest = '0'
    for (const id of ['nonsense', '-1', '99999999999999999999', '']) {
      const stream = await subscribe(server, { 'Last-Event-ID': id })
      await server.create()
      const [event] = await stream.next()
      expect(stream.text).toMatch(new RegExp(`^retry: \\d+\nid: ${latest}\n\n`))
      latest = event!.id
      await stream.cancel()
      // What is recent is sent again.
      server.clock.now += 11_000
    }
    await server.videos.close()
  })

  it('tells a client that missed too much, or comes from another database, to list again', async () => {
    const store = memoryStore()
    const server = createTestServer({ store })
    await server.create()
    const { id } = await server.create()
    const touch = (job: Job): Job => ({ ...job, version: job.version + 1 })
    const latest = async () => Number(await store.ownerSeq('ada'))
    const before = await latest()
    for (let count = 0; count < 1_000; count += 1) await store.saveUpdate(id, touch)
    const firstEvent = async (lastEventId: number) => {
      const stream = await subscribe(server, { 'Last-Event-ID': String(lastEventId) })
      const [event] = await stream.next()
      await stream.cancel()
      return [event?.event, stream.text.includes(`id: ${await latest()}\n`)]
    }
    expect(await firstEvent(before)).toEqual(['video', true])
    expect(await firstEvent(before - 1)).toEqual(['missed', true])
    expect(await firstEvent(0)).toEqual(['missed', true])
    expect(await firstEvent((await latest()) + 1)).toEqual(['missed', true])
    await server.videos.close()
  })

  it('is not cached or transformed, and requires authentication', async () => {
    const server = createTestServer()
    const { headers } = await server.request('/videos/events')
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(headers.get('cache-control')).toMatch(/no-transform/)
    expect((await server.request('/videos/events', { as: null })).status).toBe(401)
    expect((await createTestServer({ events: false }).request('/videos/events')).status).toBe(404)
    expect((await server.request('/videos/events', { method: 'HEAD' })).body).toBeNull()
    await server.videos.close()
  })

  it('sends heartbeats while idle, and ends after eventStreamLifetimeMs', async () => {
    vi.useFakeTimers()
    const server = createTestServer({ eventStreamLifetimeMs: 50_000 })
    const stream = await subscribe(server)
    const ended = stream.ended()
    await vi.advanceTimersByTimeAsync(31_000)
    expect(stream.text.match(/^: /gm)).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(20_000)
    await ended
    expect(vi.getTimerCount()).toBe(0)
    await server.videos.close()
  })

  it('receives changes of another instance within seconds, even if the store has no listen', async () => {
    const store = memoryStore()
    const one = createTestServer({ store })
    const other = createTestServer({ store })
    const stream = await subscribe(one)
    const { id } = await other.create()
    expect((await stream.next())[0]?.data['id']).toBe(id)
    await one.videos.close()
  })

  it.each([
    ['without listen is polled every second', false, 5],
    ['with listen is read every three seconds, because nothing may arrive', true, 1],
  ])('a store %s', async (_, canListen, calls) => {
    vi.useFakeTimers()
    const memory = memoryStore()
    const changedOwners = vi.fn(memory.changedOwners)
    const listen = { listen: async () => () => undefined }
    const server = createTestServer({ store: { ...memory, changedOwners, ...(canListen && listen) } })
    const stream = await subscribe(server)
    await vi.advanceTimersByTimeAsync(0)
    changedOwners.mockClear()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(changedOwners).toHaveBeenCalledTimes(calls)
    await stream.cancel()
    await server.videos.close()
  })

  it('polls the jobs even if the poller is not started', async () => {
    const server = createTestServer()
    const stream = await subscribe(server)
    await server.create()
    server.upstream.nextUpdate = { status: 'completed' }
    server.clock.now += 60_000
    const [, done] = await stream.next(2)
    expect(done?.data['status']).toBe('completed')
    await server.videos.close()
  })

  it('clears its timers when the reader cancels', async () => {
    vi.useFakeTimers()
    const server = createTestServer()
    const streams = await Promise.all(Array.from({ length: 20 }, () => subscribe(server)))
    expect(vi.getTimerCount()).toBeGreaterThan(0)
    await Promise.all(streams.map((stream) => stream.cancel()))
    expect(vi.getTimerCount()).toBe(0)
    await server.videos.close()
  })

  it('begins with what changed within the last seconds, in case a page listed its videos before', async () => {
    const server = createTestServer()
    await server.create({ prompt: 'Long ago.' })
    server.clock.now += 11_000
    await server.create({ prompt: 'Just now.' })
    const stream = await subscribe(server)
    const [event] = await stream.next()
    expect(event?.data['prompt']).toBe('Just now.')
    await server.videos.close()
  })

  it('reads and queues nothing for a client that does not read, which then receives everything', async () => {
    const memory = memoryStore()
    const ownerChanges = vi.fn(memory.ownerChanges)
    const server = createTestServer({ store: { ...memory, ownerChanges } })
    const response = await server.request('/videos/events')
    ownerChanges.mockClear()
    for (let index = 0; index < 120; index += 1) await server.create({ prompt: `${index}`.repeat(10_000) })
    expect(ownerChanges).not.toHaveBeenCalled()
    const received = await readEvents(response).next(120)
    expect(new Set(received.map(({ data }) => data['id']))).toHaveProperty('size', 120)
    await server.videos.close()
  })

  it('sends the last state of a video that changed several times since the client read', async () => {
    const server = createTestServer()
    const response = await server.request('/videos/events')
    const { id } = await server.create()
    for (const progress of [10, 20, 30]) {
      server.upstream.nextUpdate = { status: 'in_progress', progress }
      await server.advance(60)
    }
    const [event] = await readEvents(response).next()
    expect(event?.data).toMatchObject({ id, progress: 30 })
    await server.videos.close()
  })
})

describe.each(mounts)('events, mounted by $name', ({ open }) => {
  it('arrive one by one, and the stream ends when its reader cancels', async () => {
    const server = createTestServer()
    const mount = await open(server.videos)
    const headers = { Authorization: 'Bearer ada' }
    const stream = readEvents(await mount.fetch(`${mount.baseURL}/videos/events`, { headers }))
    const first = await server.create()
    expect((await stream.next())[0]?.data['id']).toBe(first.id)
    const second = await server.create()
    expect((await stream.next())[0]?.data['id']).toBe(second.id)
    await stream.cancel()
    await mount.close()
    await server.videos.close()
  })
})

it('events arrive one by one behind compression()', async () => {
  const server = createTestServer()
  const app = express()
  app.use(compression({ threshold: 0 }))
  app.use('/api', toExpress(server.videos))
  const http = createServer(app)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  const port = typeof address === 'object' ? address?.port : 0
  const response = await fetch(`http://127.0.0.1:${port}/api/videos/events`, {
    headers: { Authorization: 'Bearer ada', 'Accept-Encoding': 'gzip' },
  })
  const stream = readEvents(response)
  const { id } = await server.create()
  expect((await stream.next())[0]?.data['id']).toBe(id)
  expect(response.headers.get('content-encoding')).toBeNull()
  await stream.cancel()
  http.closeAllConnections()
  http.close()
  await server.videos.close()
})
