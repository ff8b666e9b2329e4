// @vitest-environment jsdom
import type { Video, VideoFilter } from '@dailies/core'
import { useSuspenseVideoLibrary, useUpdateVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup, render, renderHook } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, expect, it } from 'vitest'
import { createRealStack } from '../testing/real-stack'
import { inStrictMode, renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'
import { createSandboxClient } from '../testing/sandbox-client'

afterEach(cleanup)

const fields = { model: 'mini', size: '320x192', seconds: '1' }

/** A page that shows a filtered list beside the whole one, and another device of the same user. */
async function open(prompts: readonly string[], pageSize = 2) {
  const stack = createRealStack()
  const page = stack.openPage('ann')
  const device = stack.openPage('ann')
  device.environment.tabs = undefined
  const promptOf = new Map<string, string>()
  const make = async (prompt: string, metadata: Record<string, string> = {}): Promise<Video> => {
    const video = await device.videos.create({ ...fields, prompt, metadata })
    promptOf.set(video.id, prompt)
    await turn(stack, 1)
    return video
  }
  const made: Video[] = []
  for (const prompt of prompts) made.push(await make(prompt))
  stack.requests.length = 0
  const show = async (filter: VideoFilter) => {
    const { result } = renderInStrictMode(page, () => ({
      // A new object at each render.
      found: useVideoLibrary({ pageSize, filter: { ...filter } }),
      all: useVideoLibrary({ pageSize }),
      update: useUpdateVideo(),
    }))
    await turn(stack, 1)
    return { result, prompts: () => result.current.found.ids.map((id) => promptOf.get(id)) }
  }
  return { ...stack, advance: (seconds: number) => turn(stack, seconds), page, device, make, made, show }
}

it('finds what is not loaded, page by page, and requests each page once', async () => {
  const { show, requests } = await open(['lamp 1', 'boat', 'lamp 2', 'boat', 'boat', 'lamp 3', 'boat'])
  const { result, prompts } = await show({ query: 'LAMP ' })
  expect([prompts(), result.current.found.hasMore]).toEqual([['lamp 3', 'lamp 2'], true])
  await act(() => result.current.found.loadMore())
  expect([prompts(), result.current.found.hasMore]).toEqual([['lamp 3', 'lamp 2', 'lamp 1'], false])
  expect(result.current.all.ids).toHaveLength(2)
  expect(requests.filter((request) => request === 'GET /api/videos')).toHaveLength(3)
})

it('a new video enters if it matches', async () => {
  const { show, make } = await open(['lamp 1'])
  const { prompts, result } = await show({ query: 'lamp' })
  await make('boat')
  await make('lamp 2')
  expect(prompts()).toEqual(['lamp 2', 'lamp 1'])
  expect(result.current.all.ids).toHaveLength(3)
})

it('a video enters and leaves as its metadata changes, here and on another device', async () => {
  const { show, device, made, advance } = await open(['one', 'two', 'three'])
  const { prompts, result } = await show({ metadata: { 'dailies.favorite': 'true' } })
  const [one, , three] = made.map(({ id }) => id)
  const star = (value: string | null) => ({ metadata: { 'dailies.favorite': value } })
  expect(prompts()).toEqual([])
  act(() => void result.current.update.trigger(three ?? '', star('true')))
  // Before the response.
  expect(prompts()).toEqual(['three'])
  await advance(1)
  await device.videos.update(one ?? '', star('true'))
  await advance(1)
  expect(prompts()).toEqual(['three', 'one'])
  await device.videos.update(three ?? '', star(null))
  await advance(1)
  expect(prompts()).toEqual(['one'])
  await act(() => result.current.found.refresh())
  expect(prompts()).toEqual(['one'])
})

it('a job leaves the running ones when it is done, and enters the completed ones', async () => {
  const { show, made, advance } = await open(['one'])
  const running = await show({ status: ['queued', 'in_progress'] })
  const done = await show({ status: 'completed' })
  expect([running.prompts(), done.prompts()]).toEqual([['one'], []])
  await advance(60)
  expect([running.prompts(), done.prompts()]).toEqual([[], ['one']])
  expect(made).toHaveLength(1)
})

it('follows the filter, and loads a list again whose changes it did not follow', async () => {
  const { page, device, made, advance, requests } = await open(['lamp', 'boat'])
  const { result, rerender } = renderHook(
    ({ query }: { query: string }) => useVideoLibrary({ filter: { query } }).ids,
    { wrapper: inStrictMode(page), initialProps: { query: 'lamp' } },
  )
  await advance(1)
  expect(result.current).toEqual([made[0]?.id])
  rerender({ query: 'boat' })
  await advance(1)
  expect(result.current).toEqual([made[1]?.id])
  await device.videos.update(made[1]?.id ?? '', { metadata: { 'dailies.title': 'A lamp on a boat' } })
  await advance(1)
  rerender({ query: 'lamp' })
  await advance(1)
  expect(result.current).toEqual([made[1]?.id, made[0]?.id])
  expect(requests.filter((request) => request === 'GET /api/videos')).toHaveLength(3)
})

it('goes on after a search that found nothing yet, and shows a new match at once', async () => {
  const { show, page, make } = await open(['lamp 1', 'boat', 'boat'])
  const { list } = page.videos
  // A server that reads two videos a request.
  page.videos.list = async (options = {}) => {
    const { query: _query, ...rest } = options
    const { data, ...pageOf } = await list({ ...rest, limit: 2 })
    return { ...pageOf, data: data.filter(({ prompt }) => prompt?.includes('lamp')) }
  }
  const { prompts, result } = await show({ query: 'lamp' })
  expect([prompts(), result.current.found.hasMore]).toEqual([[], true])
  await make('lamp 2')
  expect(prompts()).toEqual(['lamp 2'])
  await act(() => result.current.found.loadMore())
  expect([prompts(), result.current.found.hasMore]).toEqual([['lamp 2', 'lamp 1'], false])
})

it('filters what is loaded if the server cannot search, and sends it no filter', async () => {
  const server = createSandboxClient()
  for (const prompt of ['lamp 1', 'boat', 'lamp 2', 'boat']) {
    await server.videos.create({ ...fields, prompt })
    await server.advance(1)
  }
  const queries: string[] = []
  server.intercept.with = (input) => {
    const url = new URL(input)
    if (url.pathname.endsWith('/videos')) queries.push(url.search)
    return undefined
  }
  const { result } = renderInStrictMode(server, () => useVideoLibrary({ pageSize: 2, filter: { query: 'lamp' } }))
  await turn(server, 1)
  expect([result.current.ids.length, result.current.hasMore]).toEqual([1, true])
  await act(() => result.current.loadMore())
  expect([result.current.ids.length, result.current.hasMore]).toEqual([2, false])
  expect(queries.join()).not.toMatch(/query|lamp/)
})

it('suspends until the first page of the filter is loaded', async () => {
  const { page, made, advance } = await open(['lamp', 'boat'])
  const Found = () => useSuspenseVideoLibrary({ filter: { query: 'boat' } }).ids.join()
  const Page = inStrictMode(page)
  const { container } = render(
    <Page>
      <Suspense fallback="loading">
        <Found />
      </Suspense>
    </Page>,
  )
  expect(container.textContent).toBe('loading')
  await advance(1)
  expect(container.textContent).toBe(made[1]?.id)
})
