// @vitest-environment jsdom
import { createVideosClient } from '@dailies/core'
import type { Video } from '@dailies/core'
import { useUpdateVideo, useVideo } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { createTestEnvironment } from '../testing/test-environment'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

/** A server with one completed video, which keeps its metadata. */
function createServer() {
  const environment = createTestEnvironment()
  const asset = { state: 'ready', url: null, content_type: null, bytes: null }
  let version = 1
  let metadata: Record<string, string> = { project: 'lamps' }
  const bodies: unknown[] = []
  const video = () => ({
    id: 'video_1',
    object: 'video',
    status: 'completed',
    metadata,
    assets: { version, video: asset, thumbnail: asset, spritesheet: asset },
  })
  const respond = (init: RequestInit): Response => {
    if (init.method !== 'POST') return Response.json(video())
    const body = JSON.parse(String(init.body)) as { metadata: Record<string, string> }
    bodies.push(body)
    if (body.metadata['bad'] !== undefined)
      return Response.json(
        { error: { code: 'invalid_request', message: 'No.', param: 'metadata.bad' } },
        { status: 400 },
      )
    version += 1
    metadata = { ...metadata, ...body.metadata }
    return Response.json(video())
  }
  const fetch = environment.watchFetch((url: string, init: RequestInit) =>
    Promise.resolve(url.endsWith('/videos/video_1') ? respond(init) : new Response(null, { status: 404 })),
  )
  return {
    environment,
    bodies,
    videos: createVideosClient({ baseURL: 'http://server/api', fetch, now: environment.now }),
  }
}

it('shows the change wherever the video is shown, and calls onSuccess with it', async () => {
  const server = createServer()
  const onSuccess = vi.fn<(video: Video) => void>()
  const { result } = renderInStrictMode(server, () => ({
    update: useUpdateVideo({ onSuccess }),
    shown: useVideo('video_1').video?.metadata,
  }))
  await act(() => server.environment.flush())
  expect(result.current.shown).toEqual({ project: 'lamps' })
  const request = { metadata: { 'dailies.title': 'Dusk' } }
  await act(async () => {
    const { trigger } = result.current.update
    // A double click is one request.
    await Promise.all([trigger('video_1', request), trigger('video_1', { ...request })])
  })
  expect(server.bodies).toEqual([request])
  expect(result.current.shown).toEqual({ project: 'lamps', 'dailies.title': 'Dusk' })
  expect(onSuccess.mock.calls.map(([video]) => video.metadata)).toEqual([result.current.shown])
})

it('a rejected change changes nothing, and is the error', async () => {
  const server = createServer()
  const { result } = renderInStrictMode(server, () => ({
    update: useUpdateVideo(),
    shown: useVideo('video_1').video?.metadata,
  }))
  await act(() => server.environment.flush())
  const updated = await act(() => result.current.update.trigger('video_1', { metadata: { bad: 'x' } }))
  expect(updated).toBeUndefined()
  expect(result.current.update.error).toMatchObject({ code: 'invalid_request', param: 'metadata.bad' })
  expect(result.current.shown).toEqual({ project: 'lamps' })
})

/** A server whose responses the test releases one by one. */
function createSlowServer() {
  const server = createServer()
  const waiting: (() => void)[] = []
  const { update } = server.videos
  const videos = {
    ...server.videos,
    update: async (...args: Parameters<typeof update>) => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      return update(...args)
    },
  }
  const page = renderInStrictMode({ ...server, videos }, () => ({
    update: useUpdateVideo(),
    shown: useVideo('video_1').video?.metadata,
  }))
  const respond = () =>
    act(async () => {
      await server.environment.flush()
      waiting.shift()?.()
      await server.environment.flush()
    })
  return { ...server, ...page, waiting, respond }
}

it('shows a change at once, and takes it back if it fails', async () => {
  const { result, respond, environment } = createSlowServer()
  await act(() => environment.flush())
  act(() => void result.current.update.trigger('video_1', { metadata: { bad: 'x', project: null } }))
  expect(result.current.shown).toEqual({ bad: 'x' })
  await respond()
  expect(result.current.shown).toEqual({ project: 'lamps' })
})

it('sends the changes of a video in order, and shows the last one all the time', async () => {
  const { result, respond, environment, waiting, bodies } = createSlowServer()
  await act(() => environment.flush())
  const { trigger } = result.current.update
  const [on, off] = [{ metadata: { star: 'true' } }, { metadata: { star: 'false' } }]
  act(() => void trigger('video_1', on))
  act(() => void trigger('video_1', off))
  await act(() => environment.flush())
  expect([result.current.shown, waiting.length]).toEqual([{ project: 'lamps', star: 'false' }, 1])
  await respond()
  expect([result.current.shown?.['star'], bodies]).toEqual(['false', [on]])
  await respond()
  expect([result.current.shown?.['star'], bodies]).toEqual(['false', [on, off]])
})

it('keeps a pending change on top of an update from elsewhere, and falls back to that', async () => {
  const { result, respond, environment, videos } = createSlowServer()
  await act(() => environment.flush())
  act(() => void result.current.update.trigger('video_1', { metadata: { bad: 'x' } }))
  await act(() => videos.update('video_1', { metadata: { other: 'device' } }))
  await act(() => environment.flush())
  expect(result.current.shown).toEqual({ project: 'lamps', bad: 'x' })
  await respond()
  expect(result.current.shown).toEqual({ project: 'lamps' })
})
