// @vitest-environment jsdom
import {
  useCapabilities,
  useCreateVideo,
  useDraft,
  useEstimate,
  useJobs,
  useVideo,
  useVideoLibrary,
  useJobNotifications,
} from '@dailies/core/react'
import type { Notifier } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { FakeServer, LiveTab } from '../testing/fake-server'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

const notifier: Notifier = {
  permission: () => 'granted',
  requestPermission: async () => {},
  show: () => {},
  title: () => 'Studio',
  setTitle: () => {},
}

/** A page with everything that asks, listens and waits, showing one job. */
async function openPage(far: FakeServer) {
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const page = renderInStrictMode(tab, () => ({
    shown: useVideo(id),
    library: useVideoLibrary(),
    jobs: useJobs(),
    estimate: useEstimate(id),
    done: useJobNotifications({ text: ({ status }) => status, notifier }),
    capabilities: useCapabilities(),
    draft: useDraft('prompt', ''),
    submission: useCreateVideo(),
  }))
  return { ...page, tab, id }
}

type OpenPage = Awaited<ReturnType<typeof openPage>>

const until = (far: FakeServer, seconds: number): Promise<void> => act(() => far.advance(seconds))

const fail = (tab: LiveTab, status: number): void => {
  const answer = async () => Promise.reject(Object.assign(new Error('refused'), { status }))
  Object.assign(tab.videos, { retrieve: answer, list: answer, capabilities: answer, events: answer })
}

const states: [string, Partial<FakeServer['events']>, (far: FakeServer, page: OpenPage) => Promise<unknown>][] = [
  ['nothing was answered yet', {}, async () => {}],
  ['live', {}, (far) => until(far, 3)],
  ['polling', { isOffered: false }, (far) => until(far, 3)],
  ['the stream is refused', { isServed: false }, (far) => until(far, 3)],
  [
    'the stream broke',
    {},
    async (far) => {
      await until(far, 3)
      far.events.isServed = false
      far.cutStreams()
      await until(far, 1)
    },
  ],
  [
    'every request fails',
    {},
    async (far, { tab }) => {
      fail(tab, 0)
      await until(far, 3)
    },
  ],
  [
    'offline',
    {},
    async (far, { tab }) => {
      await until(far, 3)
      act(() => tab.environment.setOnline(false))
      await until(far, 3)
    },
  ],
  [
    'hidden',
    {},
    async (far, { tab }) => {
      await until(far, 3)
      act(() => tab.environment.setVisible(false))
      await until(far, 3)
    },
  ],
  [
    'hidden and asked to tell',
    {},
    async (far, { tab, result }) => {
      await until(far, 3)
      await act(() => result.current.done.setNotifying(true))
      act(() => tab.environment.setVisible(false))
      await until(far, 3)
    },
  ],
  [
    'hidden and asked to tell without a stream',
    { isOffered: false },
    async (far, { tab, result }) => {
      await until(far, 3)
      await act(() => result.current.done.setNotifying(true))
      act(() => tab.environment.setVisible(false))
      await until(far, 90)
    },
  ],
  [
    'submitting',
    {},
    async (far, { result }) => {
      await until(far, 3)
      act(() => result.current.draft.setDraft('A light'))
      act(() => void result.current.submission.create(request))
    },
  ],
  ['settled', {}, (far) => until(far, 200)],
]

it.each(states)('nothing is left behind by a page that is left while %s', async (_name, events, reach) => {
  const far = createFakeServer({ jobDurationMs: 60_000 })
  Object.assign(far.events, events)
  const page = await openPage(far)
  await reach(far, page)
  page.unmount()
  await far.advance(0)
  expect(page.tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(far.streams).toBe(0)
  const asked = far.requests.length
  await far.advance(600)
  expect(far.requests.length).toBe(asked)
})

it('nothing is left behind by a tab that another one leads', async () => {
  const far = createFakeServer({ jobDurationMs: 60_000 })
  const leading = await openPage(far)
  await until(far, 3)
  const following = await openPage(far)
  await until(far, 3)
  expect(far.streams).toBe(1)
  following.unmount()
  await far.advance(0)
  expect(following.tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(far.streams).toBe(1)
  leading.unmount()
  await far.advance(0)
  expect(leading.tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(far.streams).toBe(0)
})

it.each([
  ['by stream', true],
  ['by polling', false],
])('a page with everything on it asks nothing for ten minutes out of sight, %s', async (_name, isOffered) => {
  const far = createFakeServer({ jobDurationMs: 900_000 })
  far.events.isOffered = isOffered
  const { tab } = await openPage(far)
  await until(far, 5)
  act(() => tab.environment.setVisible(false))
  await until(far, 0)
  far.requests.length = 0
  await until(far, 600)
  expect(far.requests).toEqual([])
  expect(far.streams).toBe(0)
})
