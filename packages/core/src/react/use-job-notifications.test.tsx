// @vitest-environment jsdom
import { useEstimate, useVideo, useJobNotifications } from '@dailies/core/react'
import type { Notifier } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { FakeServer } from '../testing/fake-server'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

function createTestNotifier(answer: NotificationPermission = 'granted') {
  const shown: string[] = []
  let permission: NotificationPermission = 'default'
  let title = 'Studio'
  const notices: Notifier = {
    permission: () => permission,
    requestPermission: async () => {
      permission = answer
    },
    show: (text, tag) => shown.push(`${text} ${tag}`),
    title: () => title,
    setTitle(next) {
      title = next
    },
  }
  return { notices, shown, title: () => title }
}

async function openPage(far: FakeServer, { notices: notifier }: { notices: Notifier }) {
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const page = renderInStrictMode(tab, () => useJobNotifications({ text: ({ status }) => `It ${status}`, notifier }))
  await act(() => far.advance(2))
  return { ...page, ...tab, id }
}

it('a job that is done is announced in words, and nothing else while the page is seen', async () => {
  const far = createFakeServer()
  const told = createTestNotifier()
  const { result } = await openPage(far, told)
  expect(result.current.announcement).toBe('')
  await act(() => far.advance(20))
  expect(result.current.announcement).toBe('It completed')
  expect([told.shown, told.title()]).toEqual([[], 'Studio'])
})

it('a hidden page that was asked to tell shows a notification and a title, and takes the title back when seen', async () => {
  const far = createFakeServer()
  const told = createTestNotifier()
  const { result, environment, id } = await openPage(far, told)
  await act(() => result.current.setNotifying(true))
  expect(result.current).toMatchObject({ isNotifying: true, cannotNotify: false })
  environment.setVisible(false)
  await act(() => far.advance(20))
  expect(told.shown).toEqual([`It completed ${id}`])
  expect(told.title()).toBe('It completed')
  act(() => environment.setVisible(true))
  expect(told.title()).toBe('Studio')
})

it('a hidden page that was not asked hears nothing until it is seen again', async () => {
  const far = createFakeServer()
  const told = createTestNotifier()
  const { result, environment } = await openPage(far, told)
  environment.setVisible(false)
  far.requests.length = 0
  await act(() => far.advance(60))
  expect(far.requests).toEqual([])
  act(() => environment.setVisible(true))
  await act(() => far.advance(1))
  expect(result.current.announcement).toBe('It completed')
  expect(told.shown).toEqual([])
})

it('a visitor who refuses is not asked to be told', async () => {
  const { result } = await openPage(createFakeServer(), createTestNotifier('denied'))
  await act(() => result.current.setNotifying(true))
  expect(result.current).toMatchObject({ isNotifying: false, cannotNotify: true })
})

it('an estimate counts down with the job and is gone with its end', async () => {
  const far = createFakeServer()
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const { result, unmount } = renderInStrictMode(tab, () => ({ estimate: useEstimate(id), shown: useVideo(id) }))
  await act(() => tab.videos.capabilities())
  await act(() => far.advance(3))
  const { estimate } = result.current
  await act(() => far.advance(2))
  const later = result.current.estimate
  expect(later && estimate && later.to < estimate.to).toBe(true)
  await act(() => far.advance(30))
  expect(result.current).toMatchObject({ estimate: undefined, shown: { video: { status: 'completed' } } })
  unmount()
  await far.advance(0)
  expect(tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})
