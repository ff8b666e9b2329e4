// @vitest-environment jsdom
import { useDeleteVideo, useVideo } from '@dailies/core/react'
import { act, cleanup, render, renderHook } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, expect, it } from 'vitest'
import { createSandboxClient } from '../testing/sandbox-client'
import { inStrictMode, renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('watches a video until it is completed, under StrictMode', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  const { result } = renderInStrictMode(server, () => useVideo(id))
  expect(result.current).toMatchObject({ video: undefined, isLoading: true, error: undefined })
  await turn(server, 0)
  expect(result.current).toMatchObject({ connection: 'polling', isLoading: false, video: { status: 'queued' } })
  await turn(server, 30)
  expect(result.current).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it('twenty components that show one video share its requests', async () => {
  const server = createSandboxClient({ jobDurationMs: 60_000 })
  const { id } = await server.videos.create(request)
  server.requests.length = 0
  const Card = () => <p>{useVideo(id).video?.status}</p>
  const Wrapper = inStrictMode(server)
  const { container } = render(
    <Wrapper>
      {Array.from({ length: 20 }, (_, index) => (
        <Card key={index} />
      ))}
    </Wrapper>,
  )
  await turn(server, 0)
  expect(container.querySelectorAll('p')).toHaveLength(20)
  expect(server.requests.length).toBeLessThanOrEqual(2)
})

it('a change of one video re-renders only the components that show it', async () => {
  const server = createSandboxClient({ jobDurationMs: 10_000 })
  const early = await server.videos.create(request)
  await server.advance(30)
  const late = await server.videos.create(request)
  const renders: string[] = []
  const Card = ({ id }: { id: string }) => <p>{useVideo(id).video?.status}</p>
  const Wrapper = inStrictMode(server)
  render(
    <Wrapper>
      {[early, late].map(({ id }) => (
        <Profiler key={id} id={id} onRender={(id) => renders.push(id)}>
          <Card id={id} />
        </Profiler>
      ))}
    </Wrapper>,
  )
  await turn(server, 0)
  renders.length = 0
  await turn(server, 30)
  expect(new Set(renders)).toEqual(new Set([late.id]))
})

it('sends no requests without an id, and starts when there is one', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  server.requests.length = 0
  const { result, rerender } = renderHook(({ id }: { id: string | null }) => useVideo(id), {
    wrapper: inStrictMode(server),
    initialProps: { id: null as string | null },
  })
  await turn(server, 5)
  expect(server.requests).toEqual([])
  expect(result.current).toMatchObject({ connection: 'closed', isLoading: false })
  rerender({ id })
  await turn(server, 0)
  expect(result.current.video?.id).toBe(id)
})

it('returns an error for a video that does not exist, and stops loading', async () => {
  const server = createSandboxClient()
  const { result } = renderInStrictMode(server, () => useVideo('video_none'))
  await turn(server, 1)
  expect(result.current).toMatchObject({ connection: 'closed', isLoading: false, error: { status: 404 } })
})

it('refresh polls immediately and resumes a closed watch', async () => {
  const server = createSandboxClient({ jobDurationMs: 30_000 })
  const { id } = await server.videos.create(request)
  server.intercept.with = async () => new Response(null, { status: 403 })
  const { result } = renderInStrictMode(server, () => useVideo(id))
  await turn(server, 1)
  expect(result.current).toMatchObject({ connection: 'closed', error: { status: 403 } })
  server.intercept.with = undefined
  await act(() => result.current.refresh())
  expect(result.current).toMatchObject({ error: undefined, video: { id } })
  await turn(server, 60)
  expect(result.current).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it('keeps watching a job until it is completed if its deletion fails', async () => {
  const server = createSandboxClient({ jobDurationMs: 30_000 })
  const { id } = await server.videos.create(request)
  const { result } = renderInStrictMode(server, () => ({ shown: useVideo(id), deletion: useDeleteVideo() }))
  await turn(server, 1)
  server.intercept.with = (_input, { method }) =>
    method === 'DELETE' ? Promise.resolve(new Response(null, { status: 503 })) : undefined
  await act(() => result.current.deletion.trigger(id))
  expect(result.current.deletion.error).toMatchObject({ status: 503 })
  expect(result.current.shown).toMatchObject({ video: { id }, connection: 'polling', error: undefined })
  await turn(server, 60)
  expect(result.current.shown).toMatchObject({ video: { status: 'completed' }, connection: 'closed' })
})

it.each([
  ['while loading', 0, undefined],
  ['while polling', 2, undefined],
  ['while retrying', 2, () => Promise.reject(new TypeError('connection refused'))],
  ['after the job is completed', 60, undefined],
] as const)('leaves no timer and no listener after unmounting %s', async (_name, seconds, failing) => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  server.intercept.with = failing
  const { unmount } = renderInStrictMode(server, () => useVideo(id))
  if (seconds > 0) await turn(server, seconds)
  unmount()
  await server.environment.flush()
  expect(server.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})

it('refresh keeps its identity between renders', async () => {
  const server = createSandboxClient()
  const { result, rerender } = renderInStrictMode(server, () => useVideo('v'))
  const { refresh } = result.current
  rerender()
  expect(result.current.refresh).toBe(refresh)
})

it('a hook outside the provider throws an error with instructions', () => {
  expect(() => renderHook(() => useVideo('v'), { wrapper: StrictMode })).toThrow('Wrap your app in <VideosProvider')
})
