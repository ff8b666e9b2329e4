// @vitest-environment jsdom
import { useCapabilities, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

/** A page with the capabilities and one job. */
async function openPage() {
  const server = createFakeServer({ jobDurationMs: 10_000 })
  const tab = server.openTab()
  const { id } = await tab.videos.create(request)
  const loading: boolean[] = []
  const page = renderInStrictMode(tab, () => {
    const capabilities = useCapabilities()
    loading.push(capabilities.isLoading)
    return { capabilities, shown: useVideo(id) }
  })
  await turn(server, 3)
  server.requests.length = loading.length = 0
  const capabilityRequests = () => server.requests.filter((request) => request === 'GET /videos/capabilities')
  return { ...page, server, tab, loading, capabilityRequests }
}

it('revalidates once when a job settles, without a loading state', async () => {
  const { server, result, loading, capabilityRequests } = await openPage()
  expect(result.current.shown.video?.status).not.toBe('completed')
  await turn(server, 60)
  expect(result.current.shown.video?.status).toBe('completed')
  expect(capabilityRequests()).toHaveLength(1)
  expect(loading).not.toContain(true)
})

it('revalidates a hidden page when it becomes visible', async () => {
  const { server, tab, result, unmount, capabilityRequests } = await openPage()
  tab.environment.setVisible(false)
  await turn(server, 20)
  expect(capabilityRequests()).toEqual([])
  act(() => tab.environment.setVisible(true))
  await turn(server, 1)
  expect(result.current.shown.video?.status).toBe('completed')
  expect(capabilityRequests()).toHaveLength(1)
  unmount()
  await server.advance(0)
  expect(tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})

it('does not revalidate for videos that were completed before the page was loaded', async () => {
  const server = createFakeServer()
  const tab = server.openTab()
  await tab.videos.create(request)
  await server.advance(60)
  const { result } = renderInStrictMode(tab, () => ({ capabilities: useCapabilities(), library: useVideoLibrary() }))
  await turn(server, 1)
  expect(result.current.library.ids).toHaveLength(1)
  expect(server.requests.filter((request) => request === 'GET /videos/capabilities')).toHaveLength(1)
})
