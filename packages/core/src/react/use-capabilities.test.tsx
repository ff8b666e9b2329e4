// @vitest-environment jsdom
import { useCapabilities, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

/** A page that offers films and shows one job. */
async function openPage() {
  const far = createFakeServer({ jobDurationMs: 10_000 })
  const tab = far.openTab()
  const { id } = await tab.videos.create(request)
  const loading: boolean[] = []
  const page = renderInStrictMode(tab, () => {
    const offer = useCapabilities()
    loading.push(offer.isLoading)
    return { offer, shown: useVideo(id) }
  })
  await act(() => far.advance(3))
  far.requests.length = loading.length = 0
  const asked = () => far.requests.filter((asked) => asked === 'GET /videos/capabilities')
  return { ...page, far, tab, loading, asked }
}

it('are asked again when a job is done, once, and stay there meanwhile', async () => {
  const { far, result, loading, asked } = await openPage()
  expect(result.current.shown.video?.status).not.toBe('completed')
  await act(() => far.advance(60))
  expect(result.current.shown.video?.status).toBe('completed')
  expect(asked()).toHaveLength(1)
  expect(loading).not.toContain(true)
})

it('are asked again by a hidden page once it is seen', async () => {
  const { far, tab, result, unmount, asked } = await openPage()
  tab.environment.setVisible(false)
  await act(() => far.advance(20))
  expect(asked()).toEqual([])
  act(() => tab.environment.setVisible(true))
  await act(() => far.advance(1))
  expect(result.current.shown.video?.status).toBe('completed')
  expect(asked()).toHaveLength(1)
  unmount()
  await far.advance(0)
  expect(tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})

it('films that were done before the page was there are no news', async () => {
  const far = createFakeServer()
  const tab = far.openTab()
  await tab.videos.create(request)
  await far.advance(60)
  const { result } = renderInStrictMode(tab, () => ({ offer: useCapabilities(), library: useVideoLibrary() }))
  await act(() => far.advance(1))
  expect(result.current.library.ids).toHaveLength(1)
  expect(far.requests.filter((asked) => asked === 'GET /videos/capabilities')).toHaveLength(1)
})
