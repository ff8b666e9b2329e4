// @vitest-environment jsdom
import { VideosProvider, useCreateVideo, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import useSWR, { SWRConfig } from 'swr'
import { afterEach, expect, it, vi } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { createSandboxClient } from '../testing/sandbox-client'
import { inStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

const hostile = {
  fetcher: () => Promise.reject(new Error("the host's fetcher")),
  refreshInterval: 1,
  dedupingInterval: 0,
  suspense: true,
  keepPreviousData: true,
  isPaused: () => true,
  compare: () => true,
  fallback: { 'video v': { id: 'v', status: 'failed' } },
  provider: () => new Map(),
  use: [
    () => (): never => {
      throw new Error("the host's middleware")
    },
  ],
}

it.each(['around the provider', 'between provider and hook'])(
  'a hostile SWRConfig %s changes nothing',
  async (where) => {
    const far = createSandboxClient()
    const { id } = await far.videos.create(request)
    far.requests.length = 0
    const Ours = inStrictMode(far)
    const Host = ({ children }: { children: ReactNode }) => <SWRConfig value={hostile}>{children}</SWRConfig>
    const wrapper = ({ children }: { children: ReactNode }) =>
      where === 'around the provider' ? (
        <Host>
          <Ours>{children}</Ours>
        </Host>
      ) : (
        <Ours>
          <Host>{children}</Host>
        </Ours>
      )
    const { result } = renderHook(() => ({ shown: useVideo(id), list: useVideoLibrary(), ...useCreateVideo() }), {
      wrapper,
    })
    await turn(far, 30)
    expect(result.current).toMatchObject({
      shown: { connection: 'closed', video: { status: 'completed' } },
      list: { ids: [id], isLoading: false, error: undefined },
    })
    expect(far.requests.length).toBeLessThan(15)
    const made = await act(() => result.current.create(request))
    expect(result.current.list.ids).toEqual([made.id, id])
  },
)

it("a host's own useSWR below the provider keeps the host's configuration", async () => {
  const far = createSandboxClient()
  const Ours = inStrictMode(far)
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SWRConfig value={{ fetcher: async (key: string) => `host ${key}`, provider: () => new Map() }}>
      <Ours>{children}</Ours>
    </SWRConfig>
  )
  const { result } = renderHook(() => useSWR<string, Error>('key'), { wrapper })
  await vi.waitFor(() => expect(result.current.data).toBe('host key'))
})

it('server and browser render the same, and the browser goes on from there', async () => {
  const far = createSandboxClient()
  const { id } = await far.videos.create(request)
  const Card = () => {
    const { video, isLoading } = useVideo(id)
    const { ids } = useVideoLibrary()
    return <p>{isLoading ? 'loading' : `${video?.status} ${ids.length}`}</p>
  }
  const Page = () => (
    <StrictMode>
      <VideosProvider client={far.videos} environment={far.environment}>
        <Card />
      </VideosProvider>
    </StrictMode>
  )
  far.requests.length = 0
  const container = document.createElement('div')
  container.innerHTML = renderToString(<Page />)
  expect(far.requests).toEqual([])
  expect(container.textContent).toBe('loading')
  const recovered: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, <Page />, { onRecoverableError: (error) => recovered.push(error) }),
  )
  await turn(far, 30)
  expect(container.textContent).toBe('completed 1')
  expect(recovered).toEqual([])
  act(() => root.unmount())
})

it('new headers and fetch at every render neither restart anything nor go stale', async () => {
  const far = createSandboxClient({ jobDurationMs: 60_000, apiKey: 'second' })
  const id = 'video_none'
  const sent: (string | null)[] = []
  const Page = ({ token }: { token: string }) => (
    <VideosProvider
      baseURL="http://sandbox/v1"
      environment={far.environment}
      headers={() => ({ Authorization: `Bearer ${token}` })}
      fetch={far.environment.watchFetch(async (input: string, init: RequestInit) => {
        sent.push(new Headers(init.headers).get('Authorization'))
        return new Response(null, { status: input.endsWith('capabilities') ? 404 : 503 })
      })}
    >
      <Shown />
    </VideosProvider>
  )
  const Shown = () => <p>{useVideo(id).connection}</p>
  const { rerender } = render(<Page token="first" />)
  await turn(far, 0)
  const asked = sent.length
  rerender(<Page token="second" />)
  await turn(far, 0)
  expect(sent.length).toBe(asked)
  await turn(far, 10)
  expect(sent.at(-1)).toBe('Bearer second')
  expect(screen.getByText('retrying')).toBeDefined()
})

it('when the viewer turns out to be another, everything of the one before is dropped', async () => {
  const far = createFakeServer()
  const ann = far.openTab('ann')
  const bob = far.openTab('bob')
  await ann.videos.create(request)
  let now = ann.videos
  const videos = new Proxy(ann.videos, { get: (_target, name) => Reflect.get(now, name) as unknown })
  const { result } = renderHook(() => useVideoLibrary(), {
    wrapper: inStrictMode({ videos, environment: ann.environment }),
  })
  await act(() => far.advance(0))
  expect(result.current.ids).toHaveLength(1)
  ann.environment.setVisible(false)
  now = bob.videos
  await act(() => far.advance(90))
  act(() => ann.environment.setVisible(true))
  await act(() => far.advance(1))
  expect(result.current).toMatchObject({ ids: [], isLoading: false })
})
