import type { Video, VideoEvent, WatchState } from '@dailies/core'
import { createVideoStore, getVideoStore, watchVideo } from '@dailies/core'
import { expect, it } from 'vitest'
import { createFakeServer } from './testing/fake-server'
import type { FakeServer, LiveTab } from './testing/fake-server'
import { sampleVideo } from './testing/sample-video'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }
const noLeftovers = { timers: 0, listeners: 0, shared: 0 }

function watch({ videos, environment }: LiveTab, id: string) {
  const states: WatchState[] = []
  const stop = watchVideo(videos, id, (state) => states.push(state), { environment })
  return { states, stop, last: () => states.at(-1) }
}

it('uses one stream for all jobs and sends no requests while it is open', async () => {
  const server = createFakeServer({ jobDurationMs: 60_000, concurrency: 10 })
  const tab = server.openTab()
  const jobs = await Promise.all(Array.from({ length: 10 }, () => tab.videos.create(request)))
  const watches = jobs.map(({ id }) => watch(tab, id))
  await server.advance(5)
  expect(server.streams).toBe(1)
  expect(watches.map(({ last }) => last()?.connection)).toEqual(jobs.map(() => 'live'))
  server.requests.length = 0
  await server.advance(50)
  expect(server.requests).toEqual([])
  await server.advance(60)
  expect(watches.map(({ last }) => last()?.video?.status)).toEqual(jobs.map(() => 'completed'))
  expect(watches.map(({ last }) => last()?.connection)).toEqual(jobs.map(() => 'closed'))
})

it('polls while the stream is down and reconnects automatically', async () => {
  const server = createFakeServer({ jobDurationMs: 600_000 })
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await server.advance(3)
  server.events.isServed = false
  server.cutStreams()
  await server.advance(60)
  expect(last()?.connection).toBe('polling')
  expect(server.requests.filter((request) => request === `GET /videos/${id}`).length).toBeGreaterThan(2)
  server.events.isServed = true
  await server.advance(90)
  expect(last()?.connection).toBe('live')
  server.requests.length = 0
  await server.advance(60)
  expect(server.requests).toEqual([])
})

it('polls while every stream ends as soon as it has begun', async () => {
  const server = createFakeServer({ jobDurationMs: 600_000 })
  server.events.endsEarly = true
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await server.advance(60)
  expect(last()?.connection).toBe('polling')
  expect(server.requests.filter((request) => request === `GET /videos/${id}`).length).toBeGreaterThan(2)
  server.events.endsEarly = false
  await server.advance(90)
  expect(last()?.connection).toBe('live')
})

it('polls a server without a stream and never requests one', async () => {
  const server = createFakeServer()
  server.events.isOffered = false
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await server.advance(60)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
  expect(server.requests).not.toContain('GET /videos/events')
})

it('finds out that a job was completed after its state was read and before the stream was connected', async () => {
  const server = createFakeServer({ jobDurationMs: 1_000 })
  const { environment, videos } = server.openTab()
  const { id } = await videos.create(request)
  const after = (ms: number) => new Promise<void>((resolve) => void environment.setTimer(ms, resolve))
  const { retrieve, events } = videos
  let isFirst = true
  videos.retrieve = async (id, options) => {
    const video = await retrieve(id, options)
    if (isFirst) {
      isFirst = false
      await after(6_000)
    }
    return video
  }
  videos.events = (options) => after(5_000).then(() => events(options))
  const { last } = watch({ environment, videos }, id)
  await server.advance(10)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it('a resumed stream receives the events it missed', async () => {
  const server = createFakeServer({ jobDurationMs: 30_000 })
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { last, states } = watch(tab, id)
  await server.advance(5)
  server.cutStreams()
  await server.sandbox.advance(40)
  await server.advance(2)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
  expect(states.every(({ error }) => error === undefined)).toBe(true)
})

it('ends the watch when another client deletes the video', async () => {
  const server = createFakeServer({ jobDurationMs: 60_000 })
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await server.advance(3)
  await server.openTab().videos.delete(id)
  await server.advance(0)
  expect(last()).toMatchObject({ connection: 'closed', error: { code: 'not_found' } })
})

it('applies an event that arrived before the watch started', async () => {
  const server = createFakeServer({ jobDurationMs: 5_000 })
  const tab = server.openTab()
  const first = await tab.videos.create(request)
  const second = await tab.videos.create(request)
  watch(tab, second.id)
  await server.advance(2)
  await server.advance(20)
  const states: WatchState[] = []
  watchVideo(tab.videos, first.id, (state) => states.push(state), { environment: tab.environment, initial: first })
  await server.advance(20)
  expect(states.at(-1)).toMatchObject({ video: { status: 'completed' } })
})

it.each([
  ['live', (_server: FakeServer): void => {}],
  [
    'polling',
    ({ events }: FakeServer): void => {
      events.isOffered = false
    },
  ],
  [
    'retrying',
    ({ events }: FakeServer): void => {
      events.isServed = false
    },
  ],
] as const)('releases all resources when the last watch ends while %s', async (_name, prepare) => {
  const server = createFakeServer({ jobDurationMs: 60_000 })
  prepare(server)
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { stop } = watch(tab, id)
  await server.advance(3)
  stop()
  await server.advance(0)
  expect(tab.environment.leftovers).toEqual(noLeftovers)
  expect(server.streams).toBe(0)
})

/** The store of one tab, without a watch. */
function createStore(options: Parameters<typeof createFakeServer>[0] = {}) {
  const server = createFakeServer(options)
  const tab = server.openTab()
  const store = createVideoStore({ client: tab.videos, environment: tab.environment })
  const events: VideoEvent[] = []
  store.subscribeAll((event) => events.push(event))
  return { server, ...tab, store, events }
}

it('a snapshot is the same object until the video changes, and one change notifies once', () => {
  const { store, events } = createStore()
  let notifications = 0
  store.subscribe('video_1', () => (notifications += 1))
  expect(store.getSnapshot('video_1')).toBe(store.getSnapshot('video_2'))
  store.apply(sampleVideo())
  const snapshot = store.getSnapshot('video_1')
  store.apply(sampleVideo())
  expect(store.getSnapshot('video_1')).toBe(snapshot)
  store.apply(sampleVideo({ status: 'in_progress', progress: 40 }))
  store.apply(sampleVideo({ status: 'queued' }))
  expect(store.getSnapshot('video_1').video).toMatchObject({ status: 'in_progress', progress: 40 })
  expect([notifications, events.length]).toEqual([2, 2])
})

it('reading sends no requests, and any number of watches share them', async () => {
  const { server, videos, store, environment } = createStore({ jobDurationMs: 600_000 })
  server.events.isOffered = false
  const { id } = await videos.create(request)
  server.requests.length = 0
  store.subscribe(id, () => {})
  await server.advance(60)
  expect(server.requests).toEqual([])
  const stops = Array.from({ length: 20 }, () => store.watch(id))
  await server.advance(0)
  expect(server.requests).toEqual(['GET /videos/capabilities', `GET /videos/${id}`])
  for (const stop of [...stops, ...stops]) stop()
  await server.advance(0)
  expect(environment.leftovers).toEqual(noLeftovers)
})

it('a deleted video stays deleted when an older response arrives, until the deletion is undone', () => {
  const { store, events } = createStore()
  const running: Video = sampleVideo({ status: 'in_progress', progress: 40 })
  store.apply(running)
  const restore = store.delete(running.id)
  store.apply(sampleVideo({ status: 'in_progress', progress: 60 }))
  expect(store.getSnapshot(running.id)).toMatchObject({
    video: undefined,
    connection: 'closed',
    error: { code: 'not_found' },
  })
  restore()
  expect(store.getSnapshot(running.id)).toMatchObject({ video: running, connection: 'polling', error: undefined })
  expect(events).toEqual([{ video: running }, { deleted: running.id }, { video: running }])
})

it('a job that runs again after a provisional failure is watched again', async () => {
  const { server, videos, store } = createStore({ jobDurationMs: 60_000 })
  const { id } = await videos.create(request)
  store.watch(id)
  store.watchAll()
  await server.advance(3)
  const { video } = store.getSnapshot(id)
  const lost = { code: 'lost', message: 'The provider does not know this job.', final: false }
  if (video) store.apply({ ...video, status: 'failed', error: lost })
  expect(store.getSnapshot(id).connection).toBe('closed')
  await server.advance(100)
  expect(store.getSnapshot(id)).toMatchObject({ connection: 'closed', video: { status: 'completed', error: null } })
})

it('a watch ends after a day', async () => {
  const { server, videos, store, environment } = createStore({ jobDurationMs: 1_000_000_000 })
  const { id } = await videos.create(request)
  store.watch(id)
  await server.advance(86_399)
  expect(store.getSnapshot(id).connection).toBe('live')
  await server.advance(2)
  expect(store.getSnapshot(id)).toMatchObject({ connection: 'closed', error: { code: 'deadline_exceeded' } })
  expect(environment.leftovers).toEqual(noLeftovers)
})

it('reports a job that is known to be settled once, without a request', async () => {
  const server = createFakeServer({ jobDurationMs: 1_000 })
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  watch(tab, id)
  await server.advance(30)
  server.requests.length = 0
  const { states } = watch(tab, id)
  expect(states).toEqual([])
  await server.advance(30)
  expect(states).toMatchObject([{ connection: 'closed', video: { status: 'completed' } }])
  expect(server.requests).toEqual([])
})

it('the store of watchVideo keeps the last 100 videos', async () => {
  const { videos, environment } = createFakeServer().openTab()
  const store = getVideoStore(videos, environment)
  store.subscribe('video_1', () => {})
  for (let index = 0; index < 150; index += 1) store.apply(sampleVideo({ id: `video_${index}` }))
  const ids = store.videos().map(({ id }) => id)
  expect([ids.length, ids.includes('video_0'), ids.includes('video_1')]).toEqual([100, false, true])
})

it('drops what it knows of the previous viewer when another account signs in', async () => {
  const server = createFakeServer({ jobDurationMs: 1_000 })
  const ann = server.openTab('ann')
  const bob = server.openTab('bob')
  let signedIn = ann.videos
  const videos = new Proxy(ann.videos, { get: (_target, name) => Reflect.get(signedIn, name) as unknown })
  const tab = { videos, environment: ann.environment }
  const { id } = await ann.videos.create(request)
  watch(tab, id)
  await server.advance(30)
  signedIn = bob.videos
  const other = await bob.videos.create(request)
  await server.advance(60)
  watch(tab, other.id)
  await server.advance(5)
  expect(getVideoStore(videos, ann.environment).videos()).toMatchObject([{ id: other.id }])
})
