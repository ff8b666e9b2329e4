// @vitest-environment jsdom
import type { VideoList, VideosClient, Environment } from '@dailies/core'
import { VideosProvider, useCapabilities, useVideo, useVideoLibrary } from '@dailies/core/react'
import type { InitialVideos } from '@dailies/core/react'
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, it } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { PageCache, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

/** The initial data that a server component would fetch for the viewer of this client. */
const fetchInitial = async (videos: VideosClient): Promise<InitialVideos> => ({
  list: await videos.list(),
  capabilities: await videos.capabilities(),
})

const createWrapper =
  ({ videos, environment, initial }: { videos: VideosClient; environment: Environment; initial: InitialVideos }) =>
  ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <PageCache>
        <VideosProvider client={videos} environment={environment} initial={initial}>
          {children}
        </VideosProvider>
      </PageCache>
    </StrictMode>
  )

const Card = ({ id }: { id: string }) => <li>{useVideo(id).video?.status}</li>

it('renders the initial videos on the server, and hydrates without a loading state or a mismatch', async () => {
  const server = createFakeServer()
  const { videos, environment } = server.openTab('ann')
  await videos.create(request)
  const initial = await fetchInitial(videos)
  const states: string[] = []
  const Library = () => {
    const { ids, isLoading } = useVideoLibrary()
    const { capabilities } = useCapabilities()
    states.push(`${isLoading} ${ids.length} ${capabilities?.models[0]?.id}`)
    return (
      <ul>
        {ids.map((id) => (
          <Card key={id} id={id} />
        ))}
      </ul>
    )
  }
  const Page = createWrapper({ videos, environment, initial })
  const page = (
    <Page>
      <Library />
    </Page>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  expect(container.innerHTML).toBe('<ul><li>queued</li></ul>')

  const recoverableErrors: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, page, { onRecoverableError: (error) => recoverableErrors.push(error) }),
  )
  await turn(server, 60)
  expect(container.textContent).toBe('completed')
  expect(new Set(states)).toEqual(new Set(['false 1 mini']))
  expect(recoverableErrors).toEqual([])
  act(() => root.unmount())
})

it('an empty initial list is never loading', async () => {
  const server = createFakeServer()
  const { videos, environment } = server.openTab('ann')
  const initial = await fetchInitial(videos)
  const loading = new Set<boolean>()
  const { result } = renderHook(
    () => {
      const library = useVideoLibrary()
      loading.add(library.isLoading)
      return library
    },
    { wrapper: createWrapper({ videos, environment, initial }) },
  )
  await turn(server, 1)
  expect(result.current).toMatchObject({ ids: [], hasMore: false, error: undefined })
  expect([...loading]).toEqual([false])
})

it('revalidates an outdated initial list in the background', async () => {
  const server = createFakeServer()
  const { videos, environment } = server.openTab('ann')
  const deleted = await videos.create(request)
  const initial = await fetchInitial(videos)
  await videos.delete(deleted.id)
  const { id } = await videos.create(request)
  const { result } = renderHook(() => useVideoLibrary(), { wrapper: createWrapper({ videos, environment, initial }) })
  expect(result.current.ids).toEqual([deleted.id])
  await turn(server, 1)
  expect(result.current.ids).toEqual([id])
})

it('discards the initial list of another viewer when the server returns the viewer', async () => {
  const server = createFakeServer()
  const ann = server.openTab('ann')
  await ann.videos.create(request)
  const initial = await fetchInitial(ann.videos)
  const { videos, environment } = server.openTab('bob')
  const { result } = renderHook(() => ({ library: useVideoLibrary(), capabilities: useCapabilities() }), {
    wrapper: createWrapper({ videos, environment, initial }),
  })
  expect(result.current.library.ids).toHaveLength(1)
  await turn(server, 1)
  expect(result.current.library.ids).toEqual([])
  expect(result.current.capabilities.capabilities?.viewer).toBe((await videos.capabilities()).viewer)
})

it('does not use the initial list for ascending order', async () => {
  const server = createFakeServer()
  const { videos, environment } = server.openTab('ann')
  const list: VideoList = await videos.list()
  const { result } = renderHook(() => useVideoLibrary({ order: 'asc' }), {
    wrapper: createWrapper({ videos, environment, initial: { list } }),
  })
  expect(result.current.isLoading).toBe(true)
  await turn(server, 1)
  expect(result.current.isLoading).toBe(false)
})
