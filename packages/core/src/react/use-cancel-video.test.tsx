// @vitest-environment jsdom
import type { Video, VideoError } from '@dailies/core'
import { useCancelVideo, useVideo } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { createSandboxClient } from '../testing/sandbox-client'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

/** A page that shows one video, in front of a server that answers cancels. */
async function openPage(answer: (video: Video) => Response) {
  const server = createSandboxClient()
  const video = await server.videos.create(request)
  let cancels = 0
  server.intercept.with = (input) => {
    if (!input.endsWith(`/videos/${video.id}/cancel`)) return undefined
    cancels += 1
    return Promise.resolve(answer(video))
  }
  const onSuccess = vi.fn<(video: Video) => void>()
  const onError = vi.fn<(error: VideoError) => void>()
  const { result } = renderInStrictMode(server, () => ({
    cancellation: useCancelVideo({ onSuccess, onError }),
    shown: useVideo(video.id),
  }))
  await act(() => server.environment.flush())
  return { id: video.id, result, onSuccess, onError, cancels: () => cancels }
}

it('shows the answer in every hook at once, and sends a double click once', async () => {
  const error = { code: 'cancelled', message: 'Cancelled.' }
  const page = await openPage((video) => Response.json({ ...video, status: 'failed', error }))
  const { trigger } = page.result.current.cancellation
  const [first, second] = await act(() => Promise.all([trigger(page.id), trigger(page.id)]))
  expect(page.cancels()).toBe(1)
  expect(first).toMatchObject({ id: page.id, status: 'failed', error })
  expect(second).toBe(first)
  expect(page.onSuccess).toHaveBeenCalledExactlyOnceWith(first)
  expect(page.result.current.cancellation).toMatchObject({ data: first, isMutating: false, error: undefined })
  expect(page.result.current.shown.video).toMatchObject({ status: 'failed', error })
})

it('returns the error of a model that cannot be cancelled, and leaves the video as it is', async () => {
  const page = await openPage(() =>
    Response.json({ error: { code: 'unsupported', message: 'It runs on.' } }, { status: 501 }),
  )
  expect(await act(() => page.result.current.cancellation.trigger(page.id))).toBeUndefined()
  expect(page.result.current.cancellation.error).toMatchObject({ code: 'unsupported', message: 'It runs on.' })
  expect(page.onError).toHaveBeenCalledOnce()
  expect(page.result.current.shown.video).toMatchObject({ status: 'queued', error: null })
})
