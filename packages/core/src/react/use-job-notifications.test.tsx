// @vitest-environment jsdom
import { useEstimate, useVideo, useJobNotifications } from '@dailies/core/react'
import type { Notifier } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { FakeServer } from '../testing/fake-server'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

function createTestNotifier(decision: NotificationPermission = 'granted') {
  const shown: string[] = []
  let permission: NotificationPermission = 'default'
  let title = 'Studio'
  const notifier: Notifier = {
    permission: () => permission,
    requestPermission: async () => {
      permission = decision
    },
    show: (text, tag) => shown.push(`${text} ${tag}`),
    title: () => title,
    setTitle(next) {
      title = next
    },
  }
  return { notifier, shown, title: () => title }
}

async function openPage(server: FakeServer, { notifier }: { notifier: Notifier }) {
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const page = renderInStrictMode(tab, () => useJobNotifications({ text: ({ status }) => `It ${status}`, notifier }))
  await turn(server, 2)
  return { ...page, ...tab, id }
}

it('announces a completed job in the live region only, while the page is visible', async () => {
  const server = createFakeServer()
  const notifications = createTestNotifier()
  const { result } = await openPage(server, notifications)
  expect(result.current.announcement).toBe('')
  await turn(server, 20)
  expect(result.current.announcement).toBe('It completed')
  expect([notifications.shown, notifications.title()]).toEqual([[], 'Studio'])
})

it('calls onSettled once for each job, and announces all of them, when three end at once', async () => {
  const server = createFakeServer({ jobDurationMs: 10_000, concurrency: 10 })
  const tab = server.openTab()
  const settled: string[] = []
  const { result } = renderInStrictMode(tab, () =>
    useJobNotifications({
      text: ({ prompt }) => `${prompt} is done`,
      onSettled: ({ id }) => settled.push(id),
      notifier: createTestNotifier().notifier,
    }),
  )
  await turn(server, 1)
  const prompts = ['A lighthouse', 'A lamp', 'A boat']
  const jobs = await Promise.all(prompts.map((prompt) => tab.videos.create({ ...request, prompt })))
  await turn(server, 60)
  expect(settled.toSorted()).toEqual(jobs.map(({ id }) => id).toSorted())
  expect(result.current.announcement.split('\n').toSorted()).toEqual(
    prompts.map((prompt) => `${prompt} is done`).toSorted(),
  )
})

it('a hidden page shows a notification and a title after an opt-in, and restores the title when visible', async () => {
  const server = createFakeServer()
  const notifications = createTestNotifier()
  const { result, environment, id } = await openPage(server, notifications)
  await act(() => result.current.setNotifying(true))
  expect(result.current).toMatchObject({ isNotifying: true, cannotNotify: false })
  environment.setVisible(false)
  await turn(server, 20)
  expect(notifications.shown).toEqual([`It completed ${id}`])
  expect(notifications.title()).toBe('It completed')
  act(() => environment.setVisible(true))
  expect(notifications.title()).toBe('Studio')
})

it('a hidden page without notifications sends no requests until it is visible again', async () => {
  const server = createFakeServer()
  const notifications = createTestNotifier()
  const { result, environment } = await openPage(server, notifications)
  environment.setVisible(false)
  server.requests.length = 0
  await turn(server, 60)
  expect(server.requests).toEqual([])
  act(() => environment.setVisible(true))
  await turn(server, 1)
  expect(result.current.announcement).toBe('It completed')
  expect(notifications.shown).toEqual([])
})

it('does not notify if the user denies the permission', async () => {
  const { result } = await openPage(createFakeServer(), createTestNotifier('denied'))
  await act(() => result.current.setNotifying(true))
  expect(result.current).toMatchObject({ isNotifying: false, cannotNotify: true })
})

it('the estimate counts down, and is undefined when the job is completed', async () => {
  const server = createFakeServer()
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const { result, unmount } = renderInStrictMode(tab, () => ({ estimate: useEstimate(id), shown: useVideo(id) }))
  await act(() => tab.videos.capabilities())
  await turn(server, 3)
  const { estimate } = result.current
  await turn(server, 2)
  const later = result.current.estimate
  expect(later && estimate && later.to < estimate.to).toBe(true)
  await turn(server, 30)
  expect(result.current).toMatchObject({ estimate: undefined, shown: { video: { status: 'completed' } } })
  unmount()
  await server.advance(0)
  expect(tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})
