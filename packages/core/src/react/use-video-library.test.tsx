// @vitest-environment jsdom
import { useCreateVideo, useJobs, useDeleteVideo, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SandboxClient } from '../testing/sandbox-client'
import { createSandboxClient } from '../testing/sandbox-client'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

async function createMany(far: SandboxClient, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    ids.unshift((await far.videos.create(request)).id)
    await far.advance(1)
  }
  return ids
}

it('lists newest first, page by page', async () => {
  const far = createSandboxClient()
  const ids = await createMany(far, 5)
  const { result } = renderInStrictMode(far, () => useVideoLibrary({ pageSize: 2 }))
  expect(result.current).toMatchObject({ ids: [], isLoading: true })
  await turn(far, 0)
  expect(result.current).toMatchObject({ ids: ids.slice(0, 2), isLoading: false, hasMore: true })
  await act(() => result.current.loadMore())
  await act(() => result.current.loadMore())
  expect(result.current).toMatchObject({ ids, hasMore: false })
})

it('StrictMode and a second reader ask for the list once', async () => {
  const far = createSandboxClient()
  await createMany(far, 1)
  far.requests.length = 0
  renderInStrictMode(far, () => [useVideoLibrary(), useVideoLibrary()])
  await turn(far, 1)
  expect(far.requests.filter((request) => request === 'GET /videos')).toHaveLength(1)
})

it('a video made here appears on top without asking for the list again', async () => {
  const far = createSandboxClient()
  const ids = await createMany(far, 3)
  const { result } = renderInStrictMode(far, () => ({
    library: useVideoLibrary({ pageSize: 2 }),
    submission: useCreateVideo(),
  }))
  await turn(far, 0)
  far.requests.length = 0
  const { id } = await act(() => result.current.submission.create(request))
  expect(result.current.library.ids).toEqual([id, ...ids.slice(0, 2)])
  expect(far.requests).toEqual(['POST /videos'])
})

it('a video made while the list is under way is not lost', async () => {
  const far = createSandboxClient()
  const [older] = await createMany(far, 1)
  let answer = (): void => {}
  far.intercept.with = (input, init) =>
    init.method === 'GET' && input.endsWith('/videos?order=desc&limit=20')
      ? (async () => {
          const response = await far.sandbox.fetch(input, init)
          await new Promise<void>((resolve) => {
            answer = resolve
          })
          return response
        })()
      : undefined
  const { result } = renderInStrictMode(far, () => ({ library: useVideoLibrary(), submission: useCreateVideo() }))
  await act(async () => {})
  const created = result.current.submission.create(request)
  const { id } = await act(() => created)
  await act(async () => {
    answer()
    await far.environment.flush()
  })
  expect(result.current.library.ids).toEqual([id, older])
})

it('a deleted video is gone at once, and comes back to its place where the server refuses', async () => {
  const far = createSandboxClient()
  const ids = await createMany(far, 3)
  const [, middle = ''] = ids
  const { result } = renderInStrictMode(far, () => ({
    library: useVideoLibrary(),
    deletion: useDeleteVideo(),
    shown: useVideo(middle),
  }))
  await turn(far, 0)
  far.intercept.with = async () => new Response(null, { status: 503 })
  const refused = act(() => result.current.deletion.deleteVideo(middle).catch(() => undefined))
  await refused
  expect(result.current.library.ids).toEqual(ids)
  expect(result.current.deletion.error).toMatchObject({ status: 503 })
  expect(result.current.shown.video?.id).toBe(middle)
  far.intercept.with = undefined
  await act(() => result.current.deletion.deleteVideo(middle))
  expect(result.current.library.ids).toEqual(ids.filter((id) => id !== middle))
  expect(result.current.shown).toMatchObject({ video: undefined, isLoading: false, error: { code: 'not_found' } })
})

it('a list that fails says why, and a refresh mends it', async () => {
  const far = createSandboxClient()
  const ids = await createMany(far, 2)
  far.intercept.with = async () => new Response(null, { status: 503 })
  const { result } = renderInStrictMode(far, () => useVideoLibrary())
  await turn(far, 0)
  expect(result.current).toMatchObject({ isLoading: false, error: { status: 503 } })
  far.intercept.with = undefined
  await act(() => result.current.refresh())
  expect(result.current).toMatchObject({ ids, error: undefined })
})

it('a page that comes back finds the jobs that run and follows them to their end', async () => {
  const far = createSandboxClient({ jobDurationMs: 20_000 })
  const [id] = await createMany(far, 1)
  const { result } = renderInStrictMode(far, () => useJobs())
  await turn(far, 0)
  expect(result.current.ids).toEqual([id])
  await turn(far, 60)
  expect(result.current.ids).toEqual([])
})
