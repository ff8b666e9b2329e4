// @vitest-environment jsdom
import { useCapabilities, useRunningJobs, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup, render } from '@testing-library/react'
import { Profiler, memo } from 'react'
import { afterEach, expect, it } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { inStrictMode, renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('applies videos created, changed and deleted on another device without reloading a page', async () => {
  const server = createFakeServer({ jobDurationMs: 20_000 })
  const thisDevice = server.openTab()
  const otherDevice = server.openTab()
  otherDevice.environment.tabs = undefined
  const { result } = renderInStrictMode(thisDevice, () => {
    const { ids } = useVideoLibrary()
    return { ids, first: useVideo(ids[0]), jobs: useRunningJobs().ids }
  })
  await turn(server, 1)
  server.requests.length = 0
  const { id } = await otherDevice.videos.create(request)
  await turn(server, 1)
  expect(result.current).toMatchObject({ ids: [id], jobs: [id], first: { connection: 'live' } })
  await turn(server, 60)
  expect(result.current).toMatchObject({ ids: [id], jobs: [], first: { video: { status: 'completed' } } })
  await otherDevice.videos.delete(id)
  await turn(server, 1)
  expect(result.current).toMatchObject({ ids: [], jobs: [] })
  expect(server.requests.filter((request) => request === 'GET /videos')).toEqual([])
})

it('loads the list and the running jobs again if the server no longer knows what was missed, in every tab', async () => {
  const server = createFakeServer({ jobDurationMs: 600_000 })
  const leader = server.openTab()
  const follower = server.openTab()
  const otherDevice = server.openTab()
  otherDevice.environment.tabs = undefined
  const running = await otherDevice.videos.create(request)
  const { id: deleted } = await otherDevice.videos.create(request)
  const open = (tab: typeof leader) =>
    renderInStrictMode(tab, () => {
      const { ids } = useVideoLibrary()
      return { ids, job: useVideo(running.id) }
    })
  const pages = [open(leader), open(follower)]
  await turn(server, 5)
  for (const { result } of pages) expect(result.current.ids).toHaveLength(2)
  for (const { environment } of [leader, follower]) act(() => environment.setOnline(false))
  server.events.hasForgotten = true
  await otherDevice.videos.delete(deleted)
  await turn(server, 120)
  for (const { environment } of [leader, follower]) act(() => environment.setOnline(true))
  await turn(server, 10)
  for (const { result } of pages) expect(result.current.ids).toEqual([running.id])
  const { progress } = await otherDevice.videos.retrieve(running.id)
  for (const { result } of pages) expect(result.current.job.video?.progress).toBe(progress)
})

it('leaves no timer, listener or stream after unmounting a library, its cards and the list of jobs', async () => {
  const server = createFakeServer({ jobDurationMs: 60_000 })
  const tab = server.openTab()
  await tab.videos.create(request)
  const { unmount } = renderInStrictMode(tab, () => {
    const { ids } = useVideoLibrary()
    return [useVideo(ids[0]), useRunningJobs()]
  })
  await turn(server, 5)
  expect(server.streams).toBe(1)
  unmount()
  await server.advance(0)
  expect(tab.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  expect(server.streams).toBe(0)
})

it('a job of the list that settles re-renders its own card and not the list', async () => {
  const server = createFakeServer({ jobDurationMs: 20_000 })
  const tab = server.openTab()
  await tab.videos.create(request)
  const renders = new Map<string, number>()
  const countRender = (id: string): void => void renders.set(id, (renders.get(id) ?? 0) + 1)
  const Card = ({ id }: { id: string }) => <li>{useVideo(id).video?.status}</li>
  const Cards = memo(function Cards({ ids }: { ids: readonly string[] }) {
    return ids.map((id) => (
      <Profiler key={id} id="card" onRender={countRender}>
        <Card id={id} />
      </Profiler>
    ))
  })
  const List = () => <Cards ids={useVideoLibrary().ids} />
  const Ids = () => useVideoLibrary().ids.join()
  const Capabilities = () => useCapabilities().capabilities?.viewer
  const Page = inStrictMode(tab)
  const { container } = render(
    <Page>
      <Profiler id="list" onRender={countRender}>
        <Ids />
      </Profiler>
      <List />
      <Capabilities />
    </Page>,
  )
  await turn(server, 5)
  renders.clear()
  await turn(server, 60)
  expect(container.querySelector('li')?.textContent).toBe('completed')
  expect(renders.get('card')).toBeGreaterThan(0)
  expect(renders.get('list')).toBeUndefined()
  expect(server.requests.filter((request) => request === 'GET /videos/capabilities')).toHaveLength(2)
})
