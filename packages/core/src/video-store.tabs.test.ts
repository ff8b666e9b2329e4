import type { WatchState } from '@dailies/core'
import { getVideoStore, watchVideo } from '@dailies/core'
import { expect, it } from 'vitest'
import { createFakeServer } from './testing/fake-server'
import type { FakeServer, LiveTab } from './testing/fake-server'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

function watch({ videos, environment }: LiveTab, id: string) {
  const states: WatchState[] = []
  const stop = watchVideo(videos, id, (state) => states.push(state), { environment })
  return { states, stop, last: () => states.at(-1) }
}

const polls = (server: FakeServer): number =>
  server.requests.filter((request) => request.startsWith('GET /videos/video_')).length

it.each([
  ['by stream', true],
  ['by polling', false],
])('three tabs with ten jobs send as many requests as one tab, %s', async (_name, isOffered) => {
  const requestsOf = async (count: number): Promise<number> => {
    const server = createFakeServer({ jobDurationMs: 900_000 })
    server.events.isOffered = isOffered
    const tabs = Array.from({ length: count }, () => server.openTab())
    const jobs = await Promise.all(Array.from({ length: 10 }, () => tabs[0]!.videos.create(request)))
    for (const tab of tabs) for (const { id } of jobs) watch(tab, id)
    await server.advance(30)
    server.requests.length = 0
    await server.advance(60)
    return server.requests.length
  }
  const alone = await requestsOf(1)
  expect(alone > 0).toBe(!isOffered)
  expect(await requestsOf(3)).toBe(alone)
})

it('every tab receives the updates of the leader tab', async () => {
  const server = createFakeServer({ jobDurationMs: 20_000 })
  const tabs = [server.openTab(), server.openTab(), server.openTab()]
  const { id } = await tabs[0]!.videos.create(request)
  const watches = tabs.map((tab) => watch(tab, id))
  await server.advance(10)
  expect(server.streams).toBe(1)
  expect(watches.map(({ last }) => last()?.connection)).toEqual(['live', 'live', 'live'])
  await server.advance(30)
  expect(watches.map(({ last }) => last()?.video?.status)).toEqual(['completed', 'completed', 'completed'])
})

it('the leader tab watches a job that only another tab subscribes to', async () => {
  const server = createFakeServer({ jobDurationMs: 20_000 })
  server.events.isOffered = false
  const [one, other] = [server.openTab(), server.openTab()]
  const first = await one.videos.create(request)
  const second = await other.videos.create(request)
  watch(one, first.id)
  await server.advance(1)
  const { last } = watch(other, second.id)
  await server.advance(100)
  expect(last()).toMatchObject({ connection: 'closed', video: { id: second.id, status: 'completed' } })
})

it('stops polling a job when the tab that watches it unsubscribes', async () => {
  const server = createFakeServer({ jobDurationMs: 600_000 })
  server.events.isOffered = false
  const [one, other] = [server.openTab(), server.openTab()]
  const first = await one.videos.create(request)
  const second = await other.videos.create(request)
  watch(one, first.id)
  await server.advance(1)
  const { stop } = watch(other, second.id)
  await server.advance(5)
  stop()
  await server.advance(0)
  server.requests.length = 0
  await server.advance(60)
  expect(polls(server)).toBeGreaterThan(0)
  expect(server.requests).not.toContain(`GET /videos/${second.id}`)
})

it('a leader tab without watches of its own hands over leadership', async () => {
  const server = createFakeServer({ jobDurationMs: 60_000 })
  const [one, other] = [server.openTab(), server.openTab()]
  const { id } = await one.videos.create(request)
  const leaderWatch = watch(one, id)
  await server.advance(1)
  const { last } = watch(other, id)
  await server.advance(5)
  leaderWatch.stop()
  await server.advance(2)
  expect(one.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(last()?.connection).toBe('live')
  expect(server.streams).toBe(1)
})

it.each(['closes', 'becomes hidden'])('when the leader tab %s, another tab takes over within 2 s', async (how) => {
  const server = createFakeServer({ jobDurationMs: 60_000 })
  const [one, other] = [server.openTab(), server.openTab()]
  const { id } = await one.videos.create(request)
  const leaderWatch = watch(one, id)
  await server.advance(1)
  const { last } = watch(other, id)
  await server.advance(5)
  if (how === 'closes') leaderWatch.stop()
  else one.environment.setVisible(false)
  await server.advance(2)
  expect(server.streams).toBe(1)
  expect(last()?.connection).toBe('live')
  await server.advance(100)
  expect(last()?.video?.status).toBe('completed')
})

it('hidden pages send no requests by default', async () => {
  const server = createFakeServer({ jobDurationMs: 600_000 })
  const tabs = [server.openTab(), server.openTab()]
  const { id } = await tabs[0]!.videos.create(request)
  for (const tab of tabs) watch(tab, id)
  await server.advance(5)
  for (const { environment } of tabs) environment.setVisible(false)
  server.requests.length = 0
  await server.advance(300)
  expect(server.requests).toEqual([])
  expect(server.streams).toBe(0)
})

it('watchWhileHidden keeps the stream open in a hidden page until a visible tab takes over', async () => {
  const server = createFakeServer({ jobDurationMs: 600_000 })
  const [hidden, visible] = [server.openTab(), server.openTab()]
  const { id } = await hidden.videos.create(request)
  const hiddenWatch = watch(hidden, id)
  getVideoStore(hidden.videos, hidden.environment).watchWhileHidden()
  await server.advance(3)
  hidden.environment.setVisible(false)
  await server.advance(5)
  expect(server.streams).toBe(1)
  expect(hiddenWatch.last()?.connection).toBe('live')
  const visibleWatch = watch(visible, id)
  await server.advance(3)
  expect(visibleWatch.last()?.connection).toBe('live')
  expect(server.streams).toBe(1)
  visible.environment.setVisible(false)
  await server.advance(3)
  expect(server.streams).toBe(1)
})

it('watchWhileHidden polls once a minute without a stream', async () => {
  const server = createFakeServer({ jobDurationMs: 3_600_000 })
  server.events.isOffered = false
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  watch(tab, id)
  getVideoStore(tab.videos, tab.environment).watchWhileHidden()
  await server.advance(3)
  tab.environment.setVisible(false)
  server.requests.length = 0
  await server.advance(600)
  expect(polls(server)).toBeGreaterThanOrEqual(9)
  expect(polls(server)).toBeLessThanOrEqual(10)
})

it('does not share events between tabs of different accounts', async () => {
  const server = createFakeServer({ jobDurationMs: 20_000 })
  const [ann, bob] = [server.openTab('ann'), server.openTab('bob')]
  const events: unknown[] = []
  const storeOfBob = getVideoStore(bob.videos, bob.environment)
  storeOfBob.subscribeAll((event) => events.push(event))
  storeOfBob.watchAll()
  const { id } = await ann.videos.create(request)
  const watched = watch(ann, id)
  getVideoStore(ann.videos, ann.environment).publish({ video: await ann.videos.retrieve(id) })
  await server.advance(60)
  expect(watched.last()?.video?.status).toBe('completed')
  expect(events).toEqual([])
})

it('publishes created and deleted videos to other tabs', async () => {
  const server = createFakeServer({ jobDurationMs: 600_000 })
  server.events.isOffered = false
  const [one, other] = [server.openTab(), server.openTab()]
  const events: unknown[] = []
  const otherStore = getVideoStore(other.videos, other.environment)
  otherStore.subscribeAll((event) => events.push(event))
  otherStore.watchAll()
  const store = getVideoStore(one.videos, one.environment)
  store.watchAll()
  await server.advance(1)
  const video = await one.videos.create(request)
  store.publish({ video })
  store.publish({ deleted: video.id })
  await server.advance(0)
  expect(events).toEqual([{ video }, { deleted: video.id }])
})

it('pauses while offline and catches up when the network is back', async () => {
  const server = createFakeServer({ jobDurationMs: 20_000 })
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await server.advance(3)
  tab.environment.setOnline(false)
  server.cutStreams()
  expect(last()?.connection).toBe('offline')
  server.requests.length = 0
  await server.advance(100)
  expect(server.requests).toEqual([])
  tab.environment.setOnline(true)
  await server.advance(1)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it.each(['has no Web Locks', 'denies Web Locks to this page'])(
  'every tab makes its own requests in a browser that %s',
  async (reason) => {
    const server = createFakeServer({ jobDurationMs: 20_000 })
    const tabs = [server.openTab(), server.openTab()]
    for (const { environment } of tabs) {
      const { tabs: shared } = environment
      environment.tabs =
        reason === 'has no Web Locks' || !shared
          ? undefined
          : {
              ...shared,
              lock(_name, onResult) {
                setImmediate(() => onResult(false))
                return () => {}
              },
            }
    }
    const { id } = await tabs[0]!.videos.create(request)
    const watches = tabs.map((tab) => watch(tab, id))
    await server.advance(3)
    expect(server.streams).toBe(2)
    await server.advance(60)
    expect(watches.map(({ last }) => last()?.video?.status)).toEqual(['completed', 'completed'])
    expect(server.streams).toBe(0)
  },
)
