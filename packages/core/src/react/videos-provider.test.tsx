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

it.each(['around the provider', 'between provider and hook'])('a hostile SWRConfig %s has no effect', async (where) => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  server.requests.length = 0
  const Provider = inStrictMode(server)
  const Host = ({ children }: { children: ReactNode }) => <SWRConfig value={hostile}>{children}</SWRConfig>
  const wrapper = ({ children }: { children: ReactNode }) =>
    where === 'around the provider' ? (
      <Host>
        <Provider>{children}</Provider>
      </Host>
    ) : (
      <Provider>
        <Host>{children}</Host>
      </Provider>
    )
  const { result } = renderHook(() => ({ shown: useVideo(id), list: useVideoLibrary(), ...useCreateVideo() }), {
    wrapper,
  })
  await turn(server, 30)
  expect(result.current).toMatchObject({
    shown: { connection: 'closed', video: { status: 'completed' } },
    list: { ids: [id], isLoading: false, error: undefined },
  })
  expect(server.requests.length).toBeLessThan(15)
  const created = await act(() => result.current.create(request))
  expect(result.current.list.ids).toEqual([created.id, id])
})

it("a host's own useSWR below the provider keeps the host's configuration", async () => {
  const server = createSandboxClient()
  const Provider = inStrictMode(server)
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SWRConfig value={{ fetcher: async (key: string) => `host ${key}`, provider: () => new Map() }}>
      <Provider>{children}</Provider>
    </SWRConfig>
  )
  const { result } = renderHook(() => useSWR<string, Error>('key'), { wrapper })
  await vi.waitFor(() => expect(result.current.data).toBe('host key'))
})

it('hydrates the server-rendered page without a mismatch, and watches the video', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  const Card = () => {
    const { video, isLoading } = useVideo(id)
    const { ids } = useVideoLibrary()
    return <p>{isLoading ? 'loading' : `${video?.status} ${ids.length}`}</p>
  }
  const Page = () => (
    <StrictMode>
      <VideosProvider client={server.videos} environment={server.environment}>
        <Card />
      </VideosProvider>
    </StrictMode>
  )
  server.requests.length = 0
  const container = document.createElement('div')
  container.innerHTML = renderToString(<Page />)
  expect(server.requests).toEqual([])
  expect(container.textContent).toBe('loading')
  const recoverableErrors: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, <Page />, { onRecoverableError: (error) => recoverableErrors.push(error) }),
  )
  await turn(server, 30)
  expect(container.textContent).toBe('completed 1')
  expect(recoverableErrors).toEqual([])
  act(() => root.unmount())
})

it('new headers and fetch on every render restart nothing, and the next request uses the latest', async () => {
  const server = createSandboxClient({ jobDurationMs: 60_000, apiKey: 'second' })
  const id = 'video_none'
  const sent: (string | null)[] = []
  const Page = ({ token }: { token: string }) => (
    <VideosProvider
      baseURL="http://sandbox/v1"
      environment={server.environment}
      headers={() => ({ Authorization: `Bearer ${token}` })}
      fetch={server.environment.watchFetch(async (input: string, init: RequestInit) => {
        sent.push(new Headers(init.headers).get('Authorization'))
        return new Response(null, { status: input.endsWith('capabilities') ? 404 : 503 })
      })}
    >
      <Shown />
    </VideosProvider>
  )
  const Shown = () => <p>{useVideo(id).connection}</p>
  const { rerender } = render(<Page token="first" />)
  await turn(server, 0)
  const requestCount = sent.length
  rerender(<Page token="second" />)
  await turn(server, 0)
  expect(sent.length).toBe(requestCount)
  await turn(server, 10)
  expect(sent.at(-1)).toBe('Bearer second')
  expect(screen.getByText('retrying')).toBeDefined()
})

it('discards the cache when the viewer changes', async () => {
  const server = createFakeServer()
  const ann = server.openTab('ann')
  const bob = server.openTab('bob')
  await ann.videos.create(request)
  let signedIn = ann.videos
  const videos = new Proxy(ann.videos, { get: (_target, name) => Reflect.get(signedIn, name) as unknown })
  const { result } = renderHook(() => useVideoLibrary(), {
    wrapper: inStrictMode({ videos, environment: ann.environment }),
  })
  await act(() => server.advance(0))
  expect(result.current.ids).toHaveLength(1)
  ann.environment.setVisible(false)
  signedIn = bob.videos
  await act(() => server.advance(90))
  act(() => ann.environment.setVisible(true))
  await act(() => server.advance(1))
  expect(result.current).toMatchObject({ ids: [], isLoading: false })
})
