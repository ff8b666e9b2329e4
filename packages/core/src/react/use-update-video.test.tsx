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
