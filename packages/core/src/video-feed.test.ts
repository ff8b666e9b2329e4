import type { WatchState } from '@dailies/core'
import { watchVideo } from '@dailies/core'
import { expect, it } from 'vitest'
import { createFakeServer } from './testing/fake-server'
import type { FakeServer, LiveTab } from './testing/fake-server'

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
