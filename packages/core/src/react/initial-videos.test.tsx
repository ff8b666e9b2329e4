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
import { turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

/** What a server component would have fetched for this client's viewer. */
const fetched = async (videos: VideosClient): Promise<InitialVideos> => ({
  list: await videos.list(),
  capabilities: await videos.capabilities(),
})

const provided =
  ({ videos, environment, initial }: { videos: VideosClient; environment: Environment; initial: InitialVideos }) =>
  ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <VideosProvider client={videos} environment={environment} initial={initial}>
        {children}
      </VideosProvider>
    </StrictMode>
  )

const Card = ({ id }: { id: string }) => <li>{useVideo(id).video?.status}</li>

it('what the server was told is in its HTML, and the browser goes on from there without a gap', async () => {
  const far = createFakeServer()
  const { videos, environment } = far.openTab('ann')
  await videos.create(request)
  const initial = await fetched(videos)
  const seen: string[] = []
  const Library = () => {
    const { ids, isLoading } = useVideoLibrary()
    const { capabilities } = useCapabilities()
    seen.push(`${isLoading} ${ids.length} ${capabilities?.models[0]?.id}`)
    return (
      <ul>
        {ids.map((id) => (
          <Card key={id} id={id} />
        ))}
      </ul>
    )
  }
  const Page = provided({ videos, environment, initial })
  const page = (
    <Page>
      <Library />
    </Page>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  expect(container.innerHTML).toBe('<ul><li>queued</li></ul>')

  const recovered: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, page, { onRecoverableError: (error) => recovered.push(error) }),
  )
  await turn(far, 60)
  expect(container.textContent).toBe('completed')
  expect(new Set(seen)).toEqual(new Set(['false 1 mini']))
  expect(recovered).toEqual([])
  act(() => root.unmount())
})

it('an empty list is empty at once, and never loading', async () => {
  const far = createFakeServer()
  const { videos, environment } = far.openTab('ann')
  const initial = await fetched(videos)
  const loading = new Set<boolean>()
  const { result } = renderHook(
    () => {
      const library = useVideoLibrary()
      loading.add(library.isLoading)
      return library
    },
    { wrapper: provided({ videos, environment, initial }) },
  )
  await turn(far, 1)
  expect(result.current).toMatchObject({ ids: [], hasMore: false, error: undefined })
  expect([...loading]).toEqual([false])
})

it('what has grown old meanwhile is put right in the background', async () => {
  const far = createFakeServer()
  const { videos, environment } = far.openTab('ann')
  const gone = await videos.create(request)
  const initial = await fetched(videos)
  await videos.delete(gone.id)
  const { id } = await videos.create(request)
  const { result } = renderHook(() => useVideoLibrary(), { wrapper: provided({ videos, environment, initial }) })
  expect(result.current.ids).toEqual([gone.id])
  await turn(far, 1)
  expect(result.current.ids).toEqual([id])
})

it("another viewer's page is dropped as soon as the server says who this is", async () => {
  const far = createFakeServer()
  const ann = far.openTab('ann')
  await ann.videos.create(request)
  const initial = await fetched(ann.videos)
  const { videos, environment } = far.openTab('bob')
  const { result } = renderHook(() => ({ library: useVideoLibrary(), offer: useCapabilities() }), {
    wrapper: provided({ videos, environment, initial }),
  })
  expect(result.current.library.ids).toHaveLength(1)
  await turn(far, 1)
  expect(result.current.library.ids).toEqual([])
  expect(result.current.offer.capabilities?.viewer).toBe((await videos.capabilities()).viewer)
})

it('a list from oldest to newest is asked for as ever', async () => {
  const far = createFakeServer()
  const { videos, environment } = far.openTab('ann')
  const list: VideoList = await videos.list()
  const { result } = renderHook(() => useVideoLibrary({ order: 'asc' }), {
    wrapper: provided({ videos, environment, initial: { list } }),
  })
  expect(result.current.isLoading).toBe(true)
  await turn(far, 1)
  expect(result.current.isLoading).toBe(false)
})
