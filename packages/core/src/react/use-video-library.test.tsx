// @vitest-environment jsdom
import { useCreateVideo, useRunningJobs, useDeleteVideo, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SandboxClient } from '../testing/sandbox-client'
import { createSandboxClient } from '../testing/sandbox-client'
import { inStrictMode, renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

async function createMany(server: SandboxClient, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    ids.unshift((await server.videos.create(request)).id)
    await server.advance(1)
  }
  return ids
}

it('lists newest first, page by page', async () => {
  const server = createSandboxClient()
  const ids = await createMany(server, 5)
  const { result } = renderInStrictMode(server, () => useVideoLibrary({ pageSize: 2 }))
  expect(result.current).toMatchObject({ ids: [], isLoading: true })
  await turn(server, 0)
  expect(result.current).toMatchObject({ ids: ids.slice(0, 2), isLoading: false, hasMore: true })
  await act(() => result.current.loadMore())
  await act(() => result.current.loadMore())
  expect(result.current).toMatchObject({ ids, hasMore: false })
})

const listRequests = (server: SandboxClient): number =>
  server.requests.filter((request) => request === 'GET /videos').length

it('loads each page once, also after a new video, and the first page again on refresh of all', async () => {
  const server = createSandboxClient()
  const ids = await createMany(server, 5)
  const { result } = renderInStrictMode(server, () => ({
    library: useVideoLibrary({ pageSize: 2 }),
    mutation: useCreateVideo(),
  }))
  await turn(server, 0)
  server.requests.length = 0
  const id = (await act(() => result.current.mutation.trigger(request)))?.id
  await act(() => Promise.all([result.current.library.loadMore(), result.current.library.loadMore()]))
  expect(result.current.library.ids).toEqual([id, ...ids.slice(0, 4)])
  expect(listRequests(server)).toBe(1)
  await act(() => result.current.library.refresh())
  expect(listRequests(server)).toBe(3)
  expect(result.current.library.ids).toEqual([id, ...ids.slice(0, 3)])
})

it('returns the error of the next page, keeps the list, and loads that page on the next attempt', async () => {
  const server = createSandboxClient()
  const ids = await createMany(server, 3)
  const { result } = renderInStrictMode(server, () => useVideoLibrary({ pageSize: 2 }))
  await turn(server, 0)
  server.intercept.with = async () => new Response(null, { status: 503 })
  await act(() => result.current.loadMore())
  expect(result.current).toMatchObject({
    ids: ids.slice(0, 2),
    hasMore: true,
    isLoadingMore: false,
    error: { status: 503 },
  })
  server.intercept.with = undefined
  server.requests.length = 0
  await act(() => result.current.loadMore())
  expect(result.current).toMatchObject({ ids, hasMore: false, error: undefined })
  expect(listRequests(server)).toBe(1)
})

it('a list that is shown again within 30 seconds sends no request, and later loads its first page again', async () => {
  const server = createSandboxClient()
  const ids = await createMany(server, 5)
  const List = () => {
    const { ids, loadMore } = useVideoLibrary({ pageSize: 2 })
    return (
      <button type="button" onClick={() => void loadMore()}>
        {ids.length}
      </button>
    )
  }
  const Page = inStrictMode(server)
  const page = render(<List />, { wrapper: Page })
  await turn(server, 0)
  fireEvent.click(screen.getByText('2'))
  await turn(server, 0)
  const show = async (isShown: boolean): Promise<void> => {
    page.rerender(isShown ? <List /> : <i />)
    await turn(server, 1)
  }
  await show(false)
  server.requests.length = 0
  await show(true)
  expect([page.container.textContent, listRequests(server)]).toEqual(['4', 0])
  await show(false)
  await turn(server, 31)
  await server.videos.delete(ids[0] ?? '')
  await show(true)
  expect([page.container.textContent, listRequests(server)]).toEqual(['4', 2])
})

it('StrictMode and two components send one request for the list', async () => {
  const server = createSandboxClient()
  await createMany(server, 1)
  server.requests.length = 0
  renderInStrictMode(server, () => [useVideoLibrary(), useVideoLibrary()])
  await turn(server, 1)
  expect(server.requests.filter((request) => request === 'GET /videos')).toHaveLength(1)
})

it('a new video of this page appears first without reloading the list', async () => {
  const server = createSandboxClient()
  const ids = await createMany(server, 3)
  const { result } = renderInStrictMode(server, () => ({
    library: useVideoLibrary({ pageSize: 2 }),
    mutation: useCreateVideo(),
  }))
  await turn(server, 0)
  server.requests.length = 0
  const id = (await act(() => result.current.mutation.trigger(request)))?.id
  expect(result.current.library.ids).toEqual([id, ...ids.slice(0, 2)])
  expect(server.requests).toEqual(['POST /videos'])
})

it('keeps a video that is created while the list is loading', async () => {
  const server = createSandboxClient()
  const [older] = await createMany(server, 1)
  let respond = (): void => {}
  server.intercept.with = (input, init) =>
    init.method === 'GET' && input.endsWith('/videos?order=desc&limit=20')
      ? (async () => {
          const response = await server.sandbox.fetch(input, init)
          await new Promise<void>((resolve) => {
            respond = resolve
          })
          return response
        })()
      : undefined
  const { result } = renderInStrictMode(server, () => ({ library: useVideoLibrary(), mutation: useCreateVideo() }))
  await act(async () => {})
  const created = result.current.mutation.trigger(request)
  const id = (await act(() => created))?.id
  await act(async () => {
    respond()
    await server.environment.flush()
  })
  expect(result.current.library.ids).toEqual([id, older])
})

it('deletes a video optimistically, and restores its position if the server fails', async () => {
  const server = createSandboxClient()
  const ids = await createMany(server, 3)
  const [, middle = ''] = ids
  const { result } = renderInStrictMode(server, () => ({
    library: useVideoLibrary(),
    deletion: useDeleteVideo(),
    shown: useVideo(middle),
  }))
  await turn(server, 0)
  server.intercept.with = async () => new Response(null, { status: 503 })
  await act(() => result.current.deletion.trigger(middle))
  expect(result.current.library.ids).toEqual(ids)
  expect(result.current.deletion.error).toMatchObject({ status: 503 })
  expect(result.current.shown.video?.id).toBe(middle)
  server.intercept.with = undefined
  await act(() => result.current.deletion.trigger(middle))
  expect(result.current.library.ids).toEqual(ids.filter((id) => id !== middle))
  expect(result.current.shown).toMatchObject({ video: undefined, isLoading: false, error: { code: 'not_found' } })
})

it('returns the error of a failed list, and a refresh clears it', async () => {
  const server = createSandboxClient()
  const ids = await createMany(server, 2)
  server.intercept.with = async () => new Response(null, { status: 503 })
  const { result } = renderInStrictMode(server, () => useVideoLibrary())
  await turn(server, 0)
  expect(result.current).toMatchObject({ isLoading: false, error: { status: 503 } })
  server.intercept.with = undefined
  await act(() => result.current.refresh())
  await turn(server, 0)
  expect(result.current).toMatchObject({ ids, error: undefined })
})

it('useRunningJobs finds the running jobs after a reload and watches them until they settle', async () => {
  const server = createSandboxClient({ jobDurationMs: 20_000 })
  const [id] = await createMany(server, 1)
  const { result } = renderInStrictMode(server, () => useRunningJobs())
  await turn(server, 0)
  expect(result.current.ids).toEqual([id])
  await turn(server, 60)
  expect(result.current.ids).toEqual([])
})
