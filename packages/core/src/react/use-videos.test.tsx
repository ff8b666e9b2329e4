// @vitest-environment jsdom
import { useVideos } from '@dailies/core/react'
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createSandboxClient } from '../testing/sandbox-client'
import { inStrictMode, renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('watches each video until it is completed, in the order of the ids', async () => {
  const server = createSandboxClient()
  const [first, second] = [await server.videos.create(request), await server.videos.create(request)]
  const ids = [second.id, first.id, 'video_unknown', second.id]
  const { result } = renderInStrictMode(server, () => useVideos(ids))
  expect(result.current.videos.map(({ video }) => video)).toEqual([undefined, undefined, undefined, undefined])
  await turn(server, 0)
  expect(result.current.videos.map(({ video }) => video?.id)).toEqual([second.id, first.id, undefined, second.id])
  expect(result.current.videos[2]?.error).toMatchObject({ code: 'not_found' })
  await turn(server, 30)
  expect(result.current.videos.map(({ video }) => video?.status)).toEqual([
    'completed',
    'completed',
    undefined,
    'completed',
  ])
})

it('returns the same array while nothing changes, also for a new array of the same ids', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  const { result, rerender } = renderHook(() => useVideos([id]), { wrapper: inStrictMode(server) })
  await turn(server, 30)
  const { videos } = result.current
  rerender()
  expect(result.current.videos).toBe(videos)
})

it('follows a change of the ids', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  const { result, rerender } = renderHook(({ ids }) => useVideos(ids), {
    wrapper: inStrictMode(server),
    initialProps: { ids: [] as string[] },
  })
  expect(result.current.videos).toEqual([])
  rerender({ ids: [id] })
  await turn(server, 30)
  expect(result.current.videos).toMatchObject([{ video: { id, status: 'completed' } }])
})
