// @vitest-environment jsdom
import {
  useCapabilities,
  useCreateVideo,
  useDraft,
  useEstimate,
  useRunningJobs,
  useVideo,
  useVideoLibrary,
  useJobNotifications,
} from '@dailies/core/react'
import type { Notifier } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { FakeServer, LiveTab } from '../testing/fake-server'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

const notifier: Notifier = {
  permission: () => 'granted',
  requestPermission: async () => {},
  show: () => {},
  title: () => 'Studio',
  setTitle: () => {},
}

/** A page with every hook that sends requests, subscribes or starts timers, for one job. */
async function openPage(server: FakeServer) {
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const page = renderInStrictMode(tab, () => ({
    shown: useVideo(id),
    library: useVideoLibrary(),
    jobs: useRunningJobs(),
    estimate: useEstimate(id),
    notifications: useJobNotifications({ text: ({ status }) => status, notifier }),
    capabilities: useCapabilities(),
    draft: useDraft('prompt', ''),
    mutation: useCreateVideo(),
  }))
  return { ...page, tab, id }
}

type OpenPage = Awaited<ReturnType<typeof openPage>>

const fail = (tab: LiveTab, status: number): void => {
  const reject = async () => Promise.reject(Object.assign(new Error('rejected'), { status }))
  Object.assign(tab.videos, { retrieve: reject, list: reject, capabilities: reject, events: reject })
}

const states: [string, Partial<FakeServer['events']>, (server: FakeServer, page: OpenPage) => Promise<unknown>][] = [
  ['the first responses are pending', {}, async () => {}],
  ['the stream is live', {}, (server) => turn(server, 3)],
  ['polling', { isOffered: false }, (server) => turn(server, 3)],
  ['the stream responds with 502', { isServed: false }, (server) => turn(server, 3)],
  [
    'the stream has failed',
    {},
    async (server) => {
      await turn(server, 3)
      server.events.isServed = false
      server.cutStreams()
      await turn(server, 1)
    },
  ],
  [
    'every request fails',
    {},
    async (server, { tab }) => {
      fail(tab, 0)
      await turn(server, 3)
    },
  ],
  [
    'offline',
    {},
    async (server, { tab }) => {
      await turn(server, 3)
      act(() => tab.environment.setOnline(false))
      await turn(server, 3)
    },
  ],
  [
    'hidden',
    {},
    async (server, { tab }) => {
      await turn(server, 3)
      act(() => tab.environment.setVisible(false))
      await turn(server, 3)
    },
  ],
  [
    'hidden with notifications',
    {},
    async (server, { tab, result }) => {
      await turn(server, 3)
      await act(() => result.current.notifications.setNotifying(true))
      act(() => tab.environment.setVisible(false))
      await turn(server, 3)
    },
  ],
  [
    'hidden with notifications, without a stream',
    { isOffered: false },
    async (server, { tab, result }) => {
      await turn(server, 3)
      await act(() => result.current.notifications.setNotifying(true))
      act(() => tab.environment.setVisible(false))
      await turn(server, 90)
    },
  ],
  [
    'submitting',
    {},
    async (server, { result }) => {
      await turn(server, 3)
      act(() => result.current.draft.setDraft('A light'))
      act(() => void result.current.mutation.trigger(request))
    },
  ],
  ['the job is settled', {}, (server) => turn(server, 200)],
]

it.each(states)(
  'leaves no timer, listener, stream or request after unmounting while %s',
  async (_name, events, reach) => {
    const server = createFakeServer({ jobDurationMs: 60_000 })
    Object.assign(server.events, events)
    const page = await openPage(server)
    await reach(server, page)
    page.unmount()
    await server.advance(0)
    expect(page.tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
    expect(server.streams).toBe(0)
    const requestCount = server.requests.length
    await server.advance(600)
    expect(server.requests.length).toBe(requestCount)
  },
)

it('a tab that follows a leader leaves nothing behind after unmounting', async () => {
  const server = createFakeServer({ jobDurationMs: 60_000 })
  const leading = await openPage(server)
  await turn(server, 3)
  const following = await openPage(server)
  await turn(server, 3)
  expect(server.streams).toBe(1)
  following.unmount()
  await server.advance(0)
  expect(following.tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(server.streams).toBe(1)
  leading.unmount()
  await server.advance(0)
  expect(leading.tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(server.streams).toBe(0)
})

it.each([
  ['with a stream', true],
  ['with polling', false],
])('a hidden page sends no requests for ten minutes, %s', async (_name, isOffered) => {
  const server = createFakeServer({ jobDurationMs: 900_000 })
  server.events.isOffered = isOffered
  const { tab } = await openPage(server)
  await turn(server, 5)
  act(() => tab.environment.setVisible(false))
  await turn(server, 0)
  server.requests.length = 0
  await turn(server, 600)
  expect(server.requests).toEqual([])
  expect(server.streams).toBe(0)
})
