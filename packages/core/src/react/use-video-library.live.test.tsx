// @vitest-environment jsdom
import { useJobs, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('videos made, changed and deleted on another device appear without asking for a page again', async () => {
  const far = createFakeServer({ jobDurationMs: 20_000 })
  const here = far.openTab()
  const elsewhere = far.openTab()
  elsewhere.environment.tabs = undefined
  const { result } = renderInStrictMode(here, () => {
    const { ids } = useVideoLibrary()
    return { ids, first: useVideo(ids[0]), jobs: useJobs().ids }
  })
  await act(() => far.advance(1))
  far.requests.length = 0
  const { id } = await elsewhere.videos.create(request)
  await act(() => far.advance(1))
  expect(result.current).toMatchObject({ ids: [id], jobs: [id], first: { connection: 'live' } })
  await act(() => far.advance(60))
  expect(result.current).toMatchObject({ ids: [id], jobs: [], first: { video: { status: 'completed' } } })
  await elsewhere.videos.delete(id)
  await act(() => far.advance(1))
  expect(result.current).toMatchObject({ ids: [], jobs: [] })
  expect(far.requests.filter((request) => request === 'GET /videos')).toEqual([])
})

it('nothing is left behind by a library, its cards and the list of jobs', async () => {
  const far = createFakeServer({ jobDurationMs: 60_000 })
  const tab = far.openTab()
  await tab.videos.create(request)
  const { unmount } = renderInStrictMode(tab, () => {
    const { ids } = useVideoLibrary()
    return [useVideo(ids[0]), useJobs()]
  })
  await act(() => far.advance(5))
  expect(far.streams).toBe(1)
  unmount()
  await far.advance(0)
  expect(tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(far.streams).toBe(0)
})
