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

// React tells the console of every error that a boundary catches.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

const Film = ({ id }: { id: string }) => {
  const { video, connection } = useSuspenseVideo(id)
  return <p>{`${video.id} ${video.status} ${connection}`}</p>
}

/** Answers looks at a video only when told to. */
function holdLooks(far: SandboxClient): () => void {
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  far.intercept.with = (input, init) =>
    (init.method ?? 'GET') === 'GET' ? released.then(() => far.sandbox.fetch(input, init)) : undefined
  return release
}

it('waits for the first answer and then follows the video to its end, under StrictMode', async () => {
  const far = createSandboxClient({ jobDurationMs: 20_000 })
  const { id } = await far.videos.create(request)
  far.requests.length = 0
  const { container } = render(
    <SuspensePage {...far}>
      <Film id={id} />
    </SuspensePage>,
  )
  expect(container.textContent).toBe('waiting')
  await turn(far, 0)
  expect(container.textContent).toContain(`${id} queued`)
  expect(far.requests.filter((request) => request === `GET /videos/${id}`)).toHaveLength(1)
  await turn(far, 60)
  expect(container.textContent).toBe(`${id} completed closed`)
})

it('twenty components that wait for one video ask as one', async () => {
  const far = createSandboxClient({ jobDurationMs: 60_000 })
  const { id } = await far.videos.create(request)
  far.requests.length = 0
  const { container } = render(
    <SuspensePage {...far}>
      {Array.from({ length: 20 }, (_, index) => (
        <Film key={index} id={id} />
      ))}
    </SuspensePage>,
  )
  await turn(far, 0)
  expect(container.querySelectorAll('p')).toHaveLength(20)
  expect(far.requests.filter((request) => request === `GET /videos/${id}`)).toHaveLength(1)
})

it('a transition keeps the film before in sight until the next one is there', async () => {
  const far = createSandboxClient({ jobDurationMs: 600_000 })
  const first = await far.videos.create(request)
  const second = await far.videos.create(request)
  const Switch = () => {
    const [id, setId] = useState(first.id)
    const [isPending, startTransition] = useTransition()
    return (
      <>
        <button type="button" onClick={() => startTransition(() => setId(second.id))}>
          {isPending ? 'pending' : 'next'}
        </button>
        <Film id={id} />
      </>
    )
  }
  const { container } = render(
    <SuspensePage {...far}>
      <Switch />
    </SuspensePage>,
  )
  await turn(far, 0)
  const release = holdLooks(far)
  await act(async () => fireEvent.click(screen.getByText('next')))
  expect(container.textContent).toMatch(`pending${first.id}`)
  release()
  await turn(far, 1)
  expect(container.textContent).toMatch(`next${second.id}`)
})

it('a video that is not there goes to the error boundary, and a reset asks again', async () => {
  const far = createSandboxClient({ jobDurationMs: 600_000 })
  const { id } = await far.videos.create(request)
  far.intercept.with = async () => new Response(null, { status: 404 })
  const { container } = render(
    <SuspensePage {...far}>
      <Film id={id} />
    </SuspensePage>,
  )
  await turn(far, 0)
  expect(container.textContent).toBe('not_found')
  const asked = far.requests.length
  await turn(far, 30)
  expect(far.requests.length).toBe(asked)
  far.intercept.with = undefined
  fireEvent.click(screen.getByText('not_found'))
  expect(container.textContent).toBe('waiting')
  await turn(far, 0)
  expect(container.textContent).toContain(id)
})

it('a failure before the first answer goes to the boundary, one after it is told in the link', async () => {
  const far = createSandboxClient({ jobDurationMs: 600_000 })
  const { id } = await far.videos.create(request)
  const fail = () => Promise.reject(new TypeError('refused'))
  far.intercept.with = fail
  const { container } = render(
    <SuspensePage {...far}>
      <Film id={id} />
    </SuspensePage>,
  )
  await turn(far, 0)
  expect(container.textContent).toBe('network')
  far.intercept.with = undefined
  await turn(far, 2)
  fireEvent.click(screen.getByText('network'))
  await turn(far, 0)
  far.intercept.with = fail
  await turn(far, 30)
  expect(container.textContent).toMatch(new RegExp(`${id} \\w+ retrying`))
})

it('a video deleted elsewhere while it is waited for goes to the error boundary', async () => {
  const far = createSandboxClient({ jobDurationMs: 600_000 })
  const { id } = await far.videos.create(request)
  const release = holdLooks(far)
  const { container } = render(
    <SuspensePage {...far}>
      <Film id={id} />
    </SuspensePage>,
  )
  await act(() => far.videos.delete(id))
  expect(container.textContent).toBe('waiting')
  release()
  await turn(far, 0)
  expect(container.textContent).toBe('not_found')
})

it('a video deleted here while it is shown goes to the error boundary without being asked for', async () => {
  const far = createSandboxClient({ jobDurationMs: 600_000 })
  const { id } = await far.videos.create(request)
  const Removable = () => {
    const { deleteVideo } = useDeleteVideo()
    return (
      <>
        <Film id={id} />
        <button type="button" onClick={() => void deleteVideo(id)}>
          Delete
        </button>
      </>
    )
  }
  const { container } = render(
    <SuspensePage {...far}>
      <Removable />
    </SuspensePage>,
  )
  await turn(far, 0)
  far.requests.length = 0
  fireEvent.click(screen.getByText('Delete'))
  await turn(far, 0)
  expect(container.textContent).toBe('not_found')
  expect(far.requests).toEqual([`DELETE /videos/${id}`])
})

it('the server asks nothing and sends the fallback, and the browser goes on from there', async () => {
  const far = createSandboxClient()
  const { id } = await far.videos.create(request)
  far.requests.length = 0
  const page = (
    <SuspensePage {...far}>
      <Film id={id} />
    </SuspensePage>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  expect([container.textContent, far.requests]).toEqual(['waiting', []])
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError: () => {} }))
  await turn(far, 30)
  expect(container.querySelector('p')?.textContent).toBe(`${id} completed closed`)
  act(() => root.unmount())
  await far.environment.flush()
  expect(far.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})

it('what the server fetched is in its HTML, and hydrates without a mismatch', async () => {
  const far = createSandboxClient({ jobDurationMs: 60_000 })
  const { id } = await far.videos.create(request)
  const page = (
    <SuspensePage {...far} initial={{ list: await far.videos.list() }}>
      <Film id={id} />
    </SuspensePage>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  expect(container.textContent).toContain(`${id} queued`)
  await far.sandbox.advance(30)
  const recovered: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, page, { onRecoverableError: (error) => recovered.push(error) }),
  )
  expect(container.textContent).toContain(`${id} queued`)
  await turn(far, 20)
  expect(container.textContent).toContain(`${id} in_progress`)
  expect(recovered).toEqual([])
  act(() => root.unmount())
})

it.each(['a client', 'a base URL'])(
  'a boundary above a provider with %s is told of, and does not ask for ever',
  async (what) => {
    const far = createSandboxClient({ jobDurationMs: 600_000 })
    const { id } = await far.videos.create(request)
    const from =
      what === 'a client'
        ? { client: far.videos }
        : {
            baseURL: far.videos.baseURL,
            fetch: (input: string) => far.videos.retrieve(input.split('/').at(-1) ?? '').then(Response.json),
          }
    const { container } = render(
      <ErrorBoundary>
        <Suspense fallback="waiting">
          <VideosProvider {...from} environment={far.environment}>
            <Film id={id} />
          </VideosProvider>
        </Suspense>
      </ErrorBoundary>,
    )
    for (let second = 0; second < 5; second += 1) await turn(far, 0)
    expect(container.textContent).toContain('Put the <Suspense> below the <VideosProvider>')
    expect(far.requests.length).toBeLessThan(10)
  },
)

it.each([
  ['is answered', 0],
  ['fails', 1],
])('unmounted while it waits, it leaves nothing behind when the request %s', async (_name, failing) => {
  const far = createSandboxClient()
  const { id } = await far.videos.create(request)
  const release = holdLooks(far)
  const { unmount } = render(
    <SuspensePage {...far}>
      <Film id={failing ? 'video_none' : id} />
    </SuspensePage>,
  )
  unmount()
  release()
  await far.environment.flush()
  expect(far.environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})
