import type { WatchState } from '@dailies/core'
import { watchVideo } from '@dailies/core'
import { expect, it } from 'vitest'
import { createFakeServer } from './testing/fake-server'
import type { FakeServer, LiveTab } from './testing/fake-server'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }
const nothingLeft = { timers: 0, listeners: 0, shared: 0 }

function watch({ videos, environment }: LiveTab, id: string) {
  const told: WatchState[] = []
  const stop = watchVideo(videos, id, (watched) => told.push(watched), { environment })
  return { told, stop, last: () => told.at(-1) }
}

it('follows by one stream for all jobs, and asks nothing while it is open', async () => {
  const far = createFakeServer({ jobDurationMs: 60_000, concurrency: 10 })
  const tab = far.openTab()
  const jobs = await Promise.all(Array.from({ length: 10 }, () => tab.videos.create(request)))
  const watches = jobs.map(({ id }) => watch(tab, id))
  await far.advance(5)
  expect(far.streams).toBe(1)
  expect(watches.map(({ last }) => last()?.connection)).toEqual(jobs.map(() => 'live'))
  far.requests.length = 0
  await far.advance(50)
  expect(far.requests).toEqual([])
  await far.advance(60)
  expect(watches.map(({ last }) => last()?.video?.status)).toEqual(jobs.map(() => 'completed'))
  expect(watches.map(({ last }) => last()?.connection)).toEqual(jobs.map(() => 'closed'))
})

it('polls while the stream is broken, and goes back to it by itself', async () => {
  const far = createFakeServer({ jobDurationMs: 600_000 })
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await far.advance(3)
  far.events.isServed = false
  far.cutStreams()
  await far.advance(60)
  expect(last()?.connection).toBe('polling')
  expect(far.requests.filter((request) => request === `GET /videos/${id}`).length).toBeGreaterThan(2)
  far.events.isServed = true
  await far.advance(90)
  expect(last()?.connection).toBe('live')
  far.requests.length = 0
  await far.advance(60)
  expect(far.requests).toEqual([])
})

it('a server without a stream is polled, and never asked for one', async () => {
  const far = createFakeServer()
  far.events.isOffered = false
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await far.advance(60)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
  expect(far.requests).not.toContain('GET /videos/events')
})

it('a resumed stream misses nothing that happened meanwhile', async () => {
  const far = createFakeServer({ jobDurationMs: 30_000 })
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const { last, told } = watch(tab, id)
  await far.advance(5)
  far.cutStreams()
  await far.sandbox.advance(40)
  await far.advance(2)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
  expect(told.every(({ error }) => error === undefined)).toBe(true)
})

it('a video deleted elsewhere ends its watch', async () => {
  const far = createFakeServer({ jobDurationMs: 60_000 })
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await far.advance(3)
  await far.openTab().videos.delete(id)
  await far.advance(0)
  expect(last()).toMatchObject({ connection: 'closed', error: { code: 'not_found' } })
})

it('an answer that comes before the watch begins is not lost', async () => {
  const far = createFakeServer({ jobDurationMs: 5_000 })
  const tab = far.openTab()
  const early = await tab.videos.create(request)
  const stays = await tab.videos.create(request)
  watch(tab, stays.id)
  await far.advance(2)
  await far.advance(20)
  const told: WatchState[] = []
  watchVideo(tab.videos, early.id, (watched) => told.push(watched), { environment: tab.environment, known: early })
  await far.advance(20)
  expect(told.at(-1)).toMatchObject({ video: { status: 'completed' } })
})

it.each([
  ['live', (_far: FakeServer): void => {}],
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
] as const)('nothing is left behind when the last watch ends while %s', async (_name, prepare) => {
  const far = createFakeServer({ jobDurationMs: 60_000 })
  prepare(far)
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const { stop } = watch(tab, id)
  await far.advance(3)
  stop()
  await far.advance(0)
  expect(tab.environment.leftovers).toEqual(nothingLeft)
  expect(far.streams).toBe(0)
})
