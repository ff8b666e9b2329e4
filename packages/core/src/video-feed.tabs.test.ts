import type { WatchState } from '@dailies/core'
import { getVideoFeed, watchVideo } from '@dailies/core'
import { expect, it } from 'vitest'
import { createFakeServer } from './testing/fake-server'
import type { FakeServer, LiveTab } from './testing/fake-server'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

function watch({ videos, environment }: LiveTab, id: string) {
  const told: WatchState[] = []
  const stop = watchVideo(videos, id, (watched) => told.push(watched), { environment })
  return { told, stop, last: () => told.at(-1) }
}

const looks = (far: FakeServer): number =>
  far.requests.filter((request) => request.startsWith('GET /videos/video_')).length

it.each([
  ['by stream', true],
  ['by polling', false],
])('three tabs with ten jobs cost what one tab costs, %s', async (_name, isOffered) => {
  const costOf = async (count: number): Promise<number> => {
    const far = createFakeServer({ jobDurationMs: 900_000 })
    far.events.isOffered = isOffered
    const tabs = Array.from({ length: count }, () => far.openTab())
    const jobs = await Promise.all(Array.from({ length: 10 }, () => tabs[0]!.videos.create(request)))
    for (const tab of tabs) for (const { id } of jobs) watch(tab, id)
    await far.advance(30)
    far.requests.length = 0
    await far.advance(60)
    return far.requests.length
  }
  const alone = await costOf(1)
  expect(alone > 0).toBe(!isOffered)
  expect(await costOf(3)).toBe(alone)
})

it('every tab hears what the leading one hears', async () => {
  const far = createFakeServer({ jobDurationMs: 20_000 })
  const tabs = [far.openTab(), far.openTab(), far.openTab()]
  const { id } = await tabs[0]!.videos.create(request)
  const watches = tabs.map((tab) => watch(tab, id))
  await far.advance(10)
  expect(far.streams).toBe(1)
  expect(watches.map(({ last }) => last()?.connection)).toEqual(['live', 'live', 'live'])
  await far.advance(30)
  expect(watches.map(({ last }) => last()?.video?.status)).toEqual(['completed', 'completed', 'completed'])
})

it('a job that only another tab watches is watched by the leading one', async () => {
  const far = createFakeServer({ jobDurationMs: 20_000 })
  far.events.isOffered = false
  const [one, other] = [far.openTab(), far.openTab()]
  const first = await one.videos.create(request)
  const second = await other.videos.create(request)
  watch(one, first.id)
  await far.advance(1)
  const { last } = watch(other, second.id)
  await far.advance(100)
  expect(last()).toMatchObject({ connection: 'closed', video: { id: second.id, status: 'completed' } })
})

it('a job of a tab that has gone is not looked at any more', async () => {
  const far = createFakeServer({ jobDurationMs: 600_000 })
  far.events.isOffered = false
  const [one, other] = [far.openTab(), far.openTab()]
  const first = await one.videos.create(request)
  const second = await other.videos.create(request)
  watch(one, first.id)
  await far.advance(1)
  const { stop } = watch(other, second.id)
  await far.advance(5)
  stop()
  await far.advance(0)
  far.requests.length = 0
  await far.advance(60)
  expect(looks(far)).toBeGreaterThan(0)
  expect(far.requests).not.toContain(`GET /videos/${second.id}`)
})

it('a tab that leads for others alone hands the lead over', async () => {
  const far = createFakeServer({ jobDurationMs: 60_000 })
  const [one, other] = [far.openTab(), far.openTab()]
  const { id } = await one.videos.create(request)
  const leading = watch(one, id)
  await far.advance(1)
  const { last } = watch(other, id)
  await far.advance(5)
  leading.stop()
  await far.advance(2)
  expect(one.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(last()?.connection).toBe('live')
  expect(far.streams).toBe(1)
})

it.each(['closes', 'becomes hidden'])('when the leading tab %s another takes over within 2 s', async (how) => {
  const far = createFakeServer({ jobDurationMs: 60_000 })
  const [one, other] = [far.openTab(), far.openTab()]
  const { id } = await one.videos.create(request)
  const leading = watch(one, id)
  await far.advance(1)
  const { last } = watch(other, id)
  await far.advance(5)
  if (how === 'closes') leading.stop()
  else one.environment.setVisible(false)
  await far.advance(2)
  expect(far.streams).toBe(1)
  expect(last()?.connection).toBe('live')
  await far.advance(100)
  expect(last()?.video?.status).toBe('completed')
})

it('hidden pages that nobody asked to be told by make no request at all', async () => {
  const far = createFakeServer({ jobDurationMs: 600_000 })
  const tabs = [far.openTab(), far.openTab()]
  const { id } = await tabs[0]!.videos.create(request)
  for (const tab of tabs) watch(tab, id)
  await far.advance(5)
  for (const { environment } of tabs) environment.setVisible(false)
  far.requests.length = 0
  await far.advance(300)
  expect(far.requests).toEqual([])
  expect(far.streams).toBe(0)
})

it('a hidden page that was asked to tell keeps the stream, and gives way to a visible tab', async () => {
  const far = createFakeServer({ jobDurationMs: 600_000 })
  const [hidden, visible] = [far.openTab(), far.openTab()]
  const { id } = await hidden.videos.create(request)
  const waiting = watch(hidden, id)
  getVideoFeed(hidden.videos, hidden.environment).watchWhileHidden()
  await far.advance(3)
  hidden.environment.setVisible(false)
  await far.advance(5)
  expect(far.streams).toBe(1)
  expect(waiting.last()?.connection).toBe('live')
  const seen = watch(visible, id)
  await far.advance(3)
  expect(seen.last()?.connection).toBe('live')
  expect(far.streams).toBe(1)
  visible.environment.setVisible(false)
  await far.advance(3)
  expect(far.streams).toBe(1)
})

it('without a stream a hidden page that was asked to tell looks once a minute', async () => {
  const far = createFakeServer({ jobDurationMs: 3_600_000 })
  far.events.isOffered = false
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  watch(tab, id)
  getVideoFeed(tab.videos, tab.environment).watchWhileHidden()
  await far.advance(3)
  tab.environment.setVisible(false)
  far.requests.length = 0
  await far.advance(600)
  expect(looks(far)).toBeGreaterThanOrEqual(9)
  expect(looks(far)).toBeLessThanOrEqual(10)
})

it('two accounts in two tabs never hear of each other', async () => {
  const far = createFakeServer({ jobDurationMs: 20_000 })
  const [ann, bob] = [far.openTab('ann'), far.openTab('bob')]
  const update: unknown[] = []
  getVideoFeed(bob.videos, bob.environment).subscribeAll((news) => update.push(news))
  const { id } = await ann.videos.create(request)
  const watched = watch(ann, id)
  getVideoFeed(ann.videos, ann.environment).broadcast({ video: await ann.videos.retrieve(id) })
  await far.advance(60)
  expect(watched.last()?.video?.status).toBe('completed')
  expect(update).toEqual([])
})

it('what one tab makes or deletes is news in the others', async () => {
  const far = createFakeServer({ jobDurationMs: 600_000 })
  far.events.isOffered = false
  const [one, other] = [far.openTab(), far.openTab()]
  const update: unknown[] = []
  getVideoFeed(other.videos, other.environment).subscribeAll((news) => update.push(news))
  const feed = getVideoFeed(one.videos, one.environment)
  feed.subscribeAll(() => {})
  await far.advance(1)
  const video = await one.videos.create(request)
  feed.broadcast({ video })
  feed.broadcast({ deleted: video.id })
  await far.advance(0)
  expect(update).toEqual([{ video }, { deleted: video.id }])
})

it('offline waits, and catches up when the network is back', async () => {
  const far = createFakeServer({ jobDurationMs: 20_000 })
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const { last } = watch(tab, id)
  await far.advance(3)
  tab.environment.setOnline(false)
  far.cutStreams()
  expect(last()?.connection).toBe('offline')
  far.requests.length = 0
  await far.advance(100)
  expect(far.requests).toEqual([])
  tab.environment.setOnline(true)
  await far.advance(1)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it.each(['has no Web Locks', 'refuses them to this page'])(
  'in a browser that %s every tab works alone',
  async (which) => {
    const far = createFakeServer({ jobDurationMs: 20_000 })
    const tabs = [far.openTab(), far.openTab()]
    for (const { environment } of tabs) {
      const { tabs: shared } = environment
      environment.tabs =
        which === 'has no Web Locks' || !shared
          ? undefined
          : {
              ...shared,
              lock(_name, onHeld) {
                setImmediate(() => onHeld(false))
                return () => {}
              },
            }
    }
    const { id } = await tabs[0]!.videos.create(request)
    const watches = tabs.map((tab) => watch(tab, id))
    await far.advance(3)
    expect(far.streams).toBe(2)
    await far.advance(60)
    expect(watches.map(({ last }) => last()?.video?.status)).toEqual(['completed', 'completed'])
    expect(far.streams).toBe(0)
  },
)
