// @vitest-environment jsdom
import { VideosProvider, useVideo, useVideoLibrary } from '@dailies/core/react'
import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, it } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { createSandboxClient } from '../testing/sandbox-client'
import { PageCache, inStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

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
      <PageCache>
        <VideosProvider client={server.videos} environment={server.environment}>
          <Card />
        </VideosProvider>
      </PageCache>
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
  await turn(server, 0)
  expect(result.current.ids).toHaveLength(1)
  ann.environment.setVisible(false)
  signedIn = bob.videos
  await turn(server, 90)
  act(() => ann.environment.setVisible(true))
  await turn(server, 1)
  expect(result.current).toMatchObject({ ids: [], isLoading: false })
})
