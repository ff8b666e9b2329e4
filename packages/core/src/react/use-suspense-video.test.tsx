// @vitest-environment jsdom
import { VideosProvider, useDeleteVideo, useSuspenseVideo } from '@dailies/core/react'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { Suspense, useState, useTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { turn } from '../testing/render-hook-in-strict-mode'
import type { SandboxClient } from '../testing/sandbox-client'
import { createSandboxClient } from '../testing/sandbox-client'
import { ErrorBoundary, SuspensePage } from '../testing/suspense-page'

// React logs every error that a boundary catches.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

const VideoText = ({ id }: { id: string }) => {
  const { video, connection } = useSuspenseVideo(id)
  return <p>{`${video.id} ${video.status} ${connection}`}</p>
}

/** Delays the responses of all GET requests until the returned function is called. */
function delayResponses(server: SandboxClient): () => void {
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  server.intercept.with = (input, init) =>
    (init.method ?? 'GET') === 'GET' ? released.then(() => server.sandbox.fetch(input, init)) : undefined
  return release
}

it('suspends until the first response, then watches the video until it is completed, under StrictMode', async () => {
  const server = createSandboxClient({ jobDurationMs: 20_000 })
  const { id } = await server.videos.create(request)
  server.requests.length = 0
  const { container } = render(
    <SuspensePage {...server}>
      <VideoText id={id} />
    </SuspensePage>,
  )
  expect(container.textContent).toBe('waiting')
  await turn(server, 0)
  expect(container.textContent).toContain(`${id} queued`)
  expect(server.requests.filter((request) => request === `GET /videos/${id}`)).toHaveLength(1)
  await turn(server, 60)
  expect(container.textContent).toBe(`${id} completed closed`)
})

it('twenty components that suspend on one video send one request', async () => {
  const server = createSandboxClient({ jobDurationMs: 60_000 })
  const { id } = await server.videos.create(request)
  server.requests.length = 0
  const { container } = render(
    <SuspensePage {...server}>
      {Array.from({ length: 20 }, (_, index) => (
        <VideoText key={index} id={id} />
      ))}
    </SuspensePage>,
  )
  await turn(server, 0)
  expect(container.querySelectorAll('p')).toHaveLength(20)
  expect(server.requests.filter((request) => request === `GET /videos/${id}`)).toHaveLength(1)
})

it('a transition keeps the previous video visible until the next one is loaded', async () => {
  const server = createSandboxClient({ jobDurationMs: 600_000 })
  const first = await server.videos.create(request)
  const second = await server.videos.create(request)
  const Switch = () => {
    const [id, setId] = useState(first.id)
    const [isPending, startTransition] = useTransition()
    return (
      <>
        <button type="button" onClick={() => startTransition(() => setId(second.id))}>
          {isPending ? 'pending' : 'next'}
        </button>
        <VideoText id={id} />
      </>
    )
  }
  const { container } = render(
    <SuspensePage {...server}>
      <Switch />
    </SuspensePage>,
  )
  await turn(server, 0)
  const release = delayResponses(server)
  await act(async () => fireEvent.click(screen.getByText('next')))
  expect(container.textContent).toMatch(`pending${first.id}`)
  release()
  await turn(server, 1)
  expect(container.textContent).toMatch(`next${second.id}`)
})

it('throws a 404 to the error boundary, and a reset retries', async () => {
  const server = createSandboxClient({ jobDurationMs: 600_000 })
  const { id } = await server.videos.create(request)
  server.intercept.with = async () => new Response(null, { status: 404 })
  const { container } = render(
    <SuspensePage {...server}>
      <VideoText id={id} />
    </SuspensePage>,
  )
  await turn(server, 0)
  expect(container.textContent).toBe('not_found')
  const requestCount = server.requests.length
  await turn(server, 30)
  expect(server.requests.length).toBe(requestCount)
  server.intercept.with = undefined
  fireEvent.click(screen.getByText('not_found'))
  expect(container.textContent).toBe('waiting')
  await turn(server, 0)
  expect(container.textContent).toContain(id)
})

it('throws an error before the first response to the boundary, and returns a later one', async () => {
  const server = createSandboxClient({ jobDurationMs: 600_000 })
  const { id } = await server.videos.create(request)
  const fail = () => Promise.reject(new TypeError('connection refused'))
  server.intercept.with = fail
  const { container } = render(
    <SuspensePage {...server}>
      <VideoText id={id} />
    </SuspensePage>,
  )
  await turn(server, 0)
  expect(container.textContent).toBe('network')
  server.intercept.with = undefined
  await turn(server, 2)
  fireEvent.click(screen.getByText('network'))
  await turn(server, 0)
  server.intercept.with = fail
  await turn(server, 30)
  expect(container.textContent).toMatch(new RegExp(`${id} \\w+ retrying`))
})

it('throws to the error boundary if the video is deleted on the server while it is loading', async () => {
  const server = createSandboxClient({ jobDurationMs: 600_000 })
  const { id } = await server.videos.create(request)
  const release = delayResponses(server)
  const { container } = render(
    <SuspensePage {...server}>
      <VideoText id={id} />
    </SuspensePage>,
  )
  await act(() => server.videos.delete(id))
  expect(container.textContent).toBe('waiting')
  release()
  await turn(server, 0)
  expect(container.textContent).toBe('not_found')
})

it('throws to the error boundary without a request if the video is deleted on this page', async () => {
  const server = createSandboxClient({ jobDurationMs: 600_000 })
  const { id } = await server.videos.create(request)
  const DeletableVideo = () => {
    const { trigger } = useDeleteVideo()
    return (
      <>
        <VideoText id={id} />
        <button type="button" onClick={() => void trigger(id)}>
          Delete
        </button>
      </>
    )
  }
  const { container } = render(
    <SuspensePage {...server}>
      <DeletableVideo />
    </SuspensePage>,
  )
  await turn(server, 0)
  server.requests.length = 0
  fireEvent.click(screen.getByText('Delete'))
  await turn(server, 0)
  expect(container.textContent).toBe('not_found')
  expect(server.requests).toEqual([`DELETE /videos/${id}`])
})

it('the server sends no requests and renders the fallback, and the browser loads the video', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  server.requests.length = 0
  const page = (
    <SuspensePage {...server}>
      <VideoText id={id} />
    </SuspensePage>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  expect([container.textContent, server.requests]).toEqual(['waiting', []])
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError: () => {} }))
  await turn(server, 30)
  expect(container.querySelector('p')?.textContent).toBe(`${id} completed closed`)
  act(() => root.unmount())
  await server.environment.flush()
  expect(server.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})

it('renders the initial list on the server, and hydrates without a mismatch', async () => {
  const server = createSandboxClient({ jobDurationMs: 60_000 })
  const { id } = await server.videos.create(request)
  const page = (
    <SuspensePage {...server} initial={{ list: await server.videos.list() }}>
      <VideoText id={id} />
    </SuspensePage>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  expect(container.textContent).toContain(`${id} queued`)
  await server.sandbox.advance(30)
  const recoverableErrors: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, page, { onRecoverableError: (error) => recoverableErrors.push(error) }),
  )
  expect(container.textContent).toContain(`${id} queued`)
  await turn(server, 20)
  expect(container.textContent).toContain(`${id} in_progress`)
  expect(recoverableErrors).toEqual([])
  act(() => root.unmount())
})

it.each(['a client', 'a base URL'])(
  'throws an error instead of endless requests if <Suspense> is above a provider with %s',
  async (what) => {
    const server = createSandboxClient({ jobDurationMs: 600_000 })
    const { id } = await server.videos.create(request)
    const from =
      what === 'a client'
        ? { client: server.videos }
        : {
            baseURL: server.videos.baseURL,
            fetch: (input: string) => server.videos.retrieve(input.split('/').at(-1) ?? '').then(Response.json),
          }
    const { container } = render(
      <ErrorBoundary>
        <Suspense fallback="waiting">
          <VideosProvider {...from} environment={server.environment}>
            <VideoText id={id} />
          </VideosProvider>
        </Suspense>
      </ErrorBoundary>,
    )
    for (let second = 0; second < 5; second += 1) await turn(server, 0)
    expect(container.textContent).toContain('Put the <Suspense> below the <VideosProvider>')
    expect(server.requests.length).toBeLessThan(10)
  },
)

it.each([
  ['succeeds', 0],
  ['fails', 1],
])('leaves no timer or listener after unmounting while suspended, when the request %s', async (_name, failing) => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  const release = delayResponses(server)
  const { unmount } = render(
    <SuspensePage {...server}>
      <VideoText id={failing ? 'video_none' : id} />
    </SuspensePage>,
  )
  unmount()
  release()
  await server.environment.flush()
  expect(server.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})
