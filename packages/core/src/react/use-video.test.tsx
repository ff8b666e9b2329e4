// @vitest-environment jsdom
import { useDeleteVideo, useVideo } from '@dailies/core/react'
import { act, cleanup, render, renderHook } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, expect, it } from 'vitest'
import { createSandboxClient } from '../testing/sandbox-client'
import { inStrictMode, renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('follows a video to its end under StrictMode', async () => {
  const far = createSandboxClient()
  const { id } = await far.videos.create(request)
  const { result } = renderInStrictMode(far, () => useVideo(id))
  expect(result.current).toMatchObject({ video: undefined, isLoading: true, error: undefined })
  await turn(far, 0)
  expect(result.current).toMatchObject({ connection: 'polling', isLoading: false, video: { status: 'queued' } })
  await turn(far, 30)
  expect(result.current).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it('twenty components that show one video ask as one', async () => {
  const far = createSandboxClient({ jobDurationMs: 60_000 })
  const { id } = await far.videos.create(request)
  far.requests.length = 0
  const Card = () => <p>{useVideo(id).video?.status}</p>
  const Wrapper = inStrictMode(far)
  const { container } = render(
    <Wrapper>
      {Array.from({ length: 20 }, (_, index) => (
        <Card key={index} />
      ))}
    </Wrapper>,
  )
  await turn(far, 0)
  expect(container.querySelectorAll('p')).toHaveLength(20)
  expect(far.requests.length).toBeLessThanOrEqual(2)
})

it('a change of one video renders only those who show it', async () => {
  const far = createSandboxClient({ jobDurationMs: 10_000 })
  const early = await far.videos.create(request)
  await far.advance(30)
  const late = await far.videos.create(request)
  const renders: string[] = []
  const Card = ({ id }: { id: string }) => <p>{useVideo(id).video?.status}</p>
  const Wrapper = inStrictMode(far)
  render(
    <Wrapper>
      {[early, late].map(({ id }) => (
        <Profiler key={id} id={id} onRender={(id) => renders.push(id)}>
          <Card id={id} />
        </Profiler>
      ))}
    </Wrapper>,
  )
  await turn(far, 0)
  renders.length = 0
  await turn(far, 30)
  expect(new Set(renders)).toEqual(new Set([late.id]))
})

it('asks nothing without an id, and begins when there is one', async () => {
  const far = createSandboxClient()
  const { id } = await far.videos.create(request)
  far.requests.length = 0
  const { result, rerender } = renderHook(({ id }: { id: string | null }) => useVideo(id), {
    wrapper: inStrictMode(far),
    initialProps: { id: null as string | null },
  })
  await turn(far, 5)
  expect(far.requests).toEqual([])
  expect(result.current).toMatchObject({ connection: 'closed', isLoading: false })
  rerender({ id })
  await turn(far, 0)
  expect(result.current.video?.id).toBe(id)
})

it('a video that is not there is an error, and not loading for ever', async () => {
  const far = createSandboxClient()
  const { result } = renderInStrictMode(far, () => useVideo('video_none'))
  await turn(far, 1)
  expect(result.current).toMatchObject({ connection: 'closed', isLoading: false, error: { status: 404 } })
})

it('refresh looks at once and takes up a closed watch', async () => {
  const far = createSandboxClient({ jobDurationMs: 30_000 })
  const { id } = await far.videos.create(request)
  far.intercept.with = async () => new Response(null, { status: 403 })
  const { result } = renderInStrictMode(far, () => useVideo(id))
  await turn(far, 1)
  expect(result.current).toMatchObject({ connection: 'closed', error: { status: 403 } })
  far.intercept.with = undefined
  await act(() => result.current.refresh())
  expect(result.current).toMatchObject({ error: undefined, video: { id } })
  await turn(far, 60)
  expect(result.current).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it('a job whose deletion the server refuses is followed on to its end', async () => {
  const far = createSandboxClient({ jobDurationMs: 30_000 })
  const { id } = await far.videos.create(request)
  const { result } = renderInStrictMode(far, () => ({ shown: useVideo(id), ...useDeleteVideo() }))
  await turn(far, 1)
  far.intercept.with = (_input, { method }) =>
    method === 'DELETE' ? Promise.resolve(new Response(null, { status: 503 })) : undefined
  await act(() => result.current.deleteVideo(id).catch(() => undefined))
  expect(result.current.shown).toMatchObject({ video: { id }, connection: 'polling', error: undefined })
  await turn(far, 60)
  expect(result.current.shown).toMatchObject({ video: { status: 'completed' }, connection: 'closed' })
})

it.each([
  ['while loading', 0, undefined],
  ['while polling', 2, undefined],
  ['while retrying', 2, () => Promise.reject(new TypeError('refused'))],
  ['after the end', 60, undefined],
] as const)('leaves no timer and no listener behind when unmounted %s', async (_name, seconds, failing) => {
  const far = createSandboxClient()
  const { id } = await far.videos.create(request)
  far.intercept.with = failing
  const { unmount } = renderInStrictMode(far, () => useVideo(id))
  if (seconds > 0) await turn(far, seconds)
  unmount()
  await far.environment.flush()
  expect(far.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})

it('refresh keeps its identity between renders', async () => {
  const far = createSandboxClient()
  const { result, rerender } = renderInStrictMode(far, () => useVideo('v'))
  const { refresh } = result.current
  rerender()
  expect(result.current.refresh).toBe(refresh)
})

it('a hook outside the provider says what to do', () => {
  expect(() => renderHook(() => useVideo('v'), { wrapper: StrictMode })).toThrow('Wrap your app in <VideosProvider')
})
