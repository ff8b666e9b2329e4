// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { Video } from '@dailies/core'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { JobProgress, JobProgressStatusText, JobProgressRoot, VideoLibraryRoot, VideoPlayerRoot } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()

const longTimeout = { timeout: 8_000 }
const createJob = ({ videos }: TestApp, prompt = 'A fox in the snow') =>
  videos.create({ prompt, model: 'mini', size: '320x192' })
const job = () => screen.findByRole('article')
const bar = () => screen.findByRole('progressbar', { name: 'Progress of the video' })

it('shows the queue, the progress and the video in a frame of the same size', async () => {
  const app = createTestApp()
  const { id } = await createJob(app)
  app.show(<JobProgress id={id} />)
  await waitFor(async () => expect(await job()).toHaveAttribute('data-status', 'queued'))
  expect(await bar()).not.toHaveAttribute('aria-valuenow')
  const svg = (await job()).querySelector('svg')
  expect(svg).toHaveAttribute('viewBox', '0 0 320 192')

  await app.advance(6)
  await waitFor(async () => expect(await bar()).toHaveAttribute('aria-valuenow'), longTimeout)
  expect(await bar()).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Rendering, \d+%/))

  await app.advance(60)
  await waitFor(async () => expect(await job()).toHaveAttribute('data-status', 'completed'), longTimeout)
  expect(screen.queryByRole('progressbar')).toBeNull()
  expect((await job()).querySelector('svg')).toBe(svg)
  expect((await job()).querySelector('img')).toHaveAttribute('src', `/api/videos/${id}/content?variant=thumbnail`)
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('The video is ready')
})

it('says how many videos are ahead in the queue, and no time', async () => {
  const app = createTestApp({ sandbox: { maxRunningJobs: 1, concurrency: 3 } })
  const first = await createJob(app)
  const last = [await createJob(app), await createJob(app)].at(-1)
  app.show(<JobProgress id={last?.id ?? ''} />)
  expect(await screen.findByText('In the queue, 2 videos ahead')).toBeVisible()
  await app.advance(6)
  expect(await screen.findByText('In the queue, 1 video ahead', undefined, longTimeout)).toBeVisible()
  await app.videos.delete(first.id)
  await app.advance(5)
  expect(await screen.findByText('Next in the queue', undefined, longTimeout)).toBeVisible()
})

/** The error message of a job that failed with this error. */
const failWith = async (fields: object) => {
  const app = createTestApp()
  const { id } = await createJob(app)
  const failed = { ...(await app.videos.retrieve(id)), status: 'failed', error: { message: 'No.', ...fields } }
  app.intercept.with = ({ method, url }) =>
    method === 'GET' && url.endsWith(id) ? Promise.resolve(Response.json(failed)) : undefined
  app.show(<JobProgress id={id} />)
  await screen.findByRole('button', { name: /again/ })
  return document.querySelector('.dl-job-failure')?.textContent
}

describe('what a failure says about the charge', () => {
  it.each([
    ['an accepted job', { code: 'generation_failed' }, 'The job had been accepted, so it may have been charged.'],
    ['a stopped job', { code: 'cancelled' }, 'The job had been accepted, so it may have been charged.'],
    ['a rejected job', { code: 'generation_failed', accepted: false }, 'Nothing was rendered.'],
  ])('of %s', async (_name, error, claim) => {
    expect(await failWith(error)).toContain(claim)
  })
  it('is nothing if the upstream charged nothing, or if the text says it itself', async () => {
    expect(await failWith({ code: 'generation_failed', charged: false })).not.toMatch(/charged|rendered/)
    cleanup()
    expect(await failWith({ code: 'lost' })).not.toMatch(/accepted|rendered/)
  })
})

it('explains that a prompt was declined, and passes it to onEditPrompt', async () => {
  const app = createTestApp()
  const { id } = await createJob(app, 'A scene of gore')
  await app.advance(60)
  const onEditPrompt = vi.fn<(video: Video) => void>()
  app.show(<JobProgress id={id} onEditPrompt={onEditPrompt} />)
  expect(await screen.findByText('This prompt was declined')).toBeVisible()
  expect(screen.getByText(/it may have been charged/)).toBeVisible()
  expect(screen.queryByText(/Nothing was rendered/)).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Edit prompt' }))
  expect(onEditPrompt).toHaveBeenCalledWith(expect.objectContaining({ prompt: 'A scene of gore' }))
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

it('retries with the same inputs, once', async () => {
  const app = createTestApp()
  const { id } = await createJob(app)
  const failed = {
    ...(await app.videos.retrieve(id)),
    status: 'failed',
    error: { code: 'lost', message: '', final: false },
  }
  app.intercept.with = ({ method, url }) =>
    method === 'GET' && url.endsWith(id) ? Promise.resolve(Response.json(failed)) : undefined
  const onRetried = vi.fn<(video: Video, original: Video) => void>()
  app.show(<JobProgress id={id} onRetried={onRetried} />)
  expect(await screen.findByText('The video service lost this job')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Check again' })).toBeVisible()
  await userEvent.dblClick(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(onRetried).toHaveBeenCalled())
  expect(onRetried.mock.calls[0]?.[0]).toMatchObject({ prompt: 'A fox in the snow', model: 'mini', size: '320x192' })
  expect(app.sandbox.counters.creates).toBe(2)
})

it('retries an extension as an extension', async () => {
  const app = createTestApp()
  const { id: source } = await createJob(app)
  await app.advance(60)
  const { id } = await app.videos.extend(source, { prompt: 'It runs on', seconds: '2' })
  const failed = { ...(await app.videos.retrieve(id)), status: 'failed', error: { code: 'lost', message: '' } }
  app.intercept.with = ({ method, url }) =>
    method === 'GET' && url.endsWith(id) ? Promise.resolve(Response.json(failed)) : undefined
  const onRetried = vi.fn<(video: Video, original: Video) => void>()
  app.show(<JobProgress id={id} onRetried={onRetried} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(onRetried).toHaveBeenCalled())
  expect(onRetried.mock.calls[0]?.[0]).toMatchObject({
    prompt: 'It runs on',
    remixed_from_video_id: source,
    assets: { request: { operation: 'extend', seconds: '2' } },
  })
})

it('does not retry a video without its first frame, but offers to edit the prompt', async () => {
  const app = createTestApp()
  const { id } = await createJob(app)
  const video = await app.videos.retrieve(id)
  const failed = {
    ...video,
    status: 'failed',
    error: { code: 'lost', message: '' },
    assets: { ...video.assets, request: { operation: 'create', has_file: true } },
  }
  app.intercept.with = ({ method, url }) =>
    method === 'GET' && url.endsWith(id) ? Promise.resolve(Response.json(failed)) : undefined
  const onEditPrompt = vi.fn<(video: Video) => void>()
  app.show(<JobProgress id={id} onEditPrompt={onEditPrompt} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Edit prompt' }))
  expect(onEditPrompt).toHaveBeenCalled()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

it('says whether a stopped job is billed before it stops it', async () => {
  const app = createTestApp()
  const { id } = await createJob(app)
  const onDeleted = vi.fn<(id: string) => void>()
  app.show(<JobProgress id={id} onDeleted={onDeleted} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }))
  const confirmation = screen.getByRole('alertdialog', { name: 'Stop this video and delete it?' })
  expect(confirmation).toHaveAccessibleDescription(/charge/)
  expect(screen.getByRole('button', { name: 'Let it run' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  expect(confirmation).not.toBeInTheDocument()
  expect(app.requests).not.toContain(`DELETE /api/videos/${id}`)

  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }))
  await userEvent.click(screen.getByRole('button', { name: 'Stop video' }))
  await waitFor(() => expect(onDeleted).toHaveBeenCalledWith(id))
  expect(app.requests).toContain(`DELETE /api/videos/${id}`)
})

it('shows a lost connection as a status, not as a failure', async () => {
  // A new job is polled often.
  const app = createTestApp({ sandbox: { startsAt: Date.now() / 1_000 } })
  const { id } = await createJob(app)
  const fail = () => Promise.reject(new TypeError('network'))
  // Without the event stream, so that each poll is a request.
  app.intercept.with = ({ url }) => (url.endsWith('/events') ? fail() : undefined)
  app.show(<JobProgress id={id} />)
  await bar()
  app.intercept.with = fail
  expect(await screen.findByText('reconnecting', undefined, longTimeout)).toBeVisible()
  expect(await job()).toHaveAttribute('data-status', 'queued')
  expect(screen.queryByRole('alert')).toBeNull()
})

it('merges its props into its child with asChild, as player and library do', async () => {
  const app = createTestApp()
  const { id } = await createJob(app)
  app.show(
    <VideoLibraryRoot asChild>
      <main>
        <JobProgressRoot id={id} asChild>
          <li>
            <JobProgressStatusText />
          </li>
        </JobProgressRoot>
        <VideoPlayerRoot id={id} asChild>
          <aside />
        </VideoPlayerRoot>
      </main>
    </VideoLibraryRoot>,
  )
  const item = await screen.findByRole('listitem', { name: 'A fox in the snow' })
  await waitFor(() => expect(item).toHaveAttribute('data-status', 'queued'))
  expect(item).toHaveTextContent('In the queue')
  expect(screen.getByRole('main')).toHaveClass('dl-library')
  const player = screen.getByRole('group', { name: 'A fox in the snow' })
  expect(player.tagName).toBe('ASIDE')
  expect(player).toHaveAttribute('data-state', 'waiting')
})

it('calls onError with the error of an action', async () => {
  const app = createTestApp()
  const { id } = await createJob(app)
  app.intercept.with = ({ method }) =>
    method === 'DELETE'
      ? Promise.resolve(Response.json({ error: { code: 'forbidden', message: 'No.' } }, { status: 403 }))
      : undefined
  const onError = vi.fn<(error: Error) => void>()
  app.show(<JobProgress id={id} onError={onError} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }))
  await userEvent.click(screen.getByRole('button', { name: 'Stop video' }))
  await waitFor(() => expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'forbidden' })))
})

it('says so if the video service is not connected, and no time', async () => {
  const app = createTestApp()
  const { id } = await app.videos.create({ prompt: 'A kite', model: 'lamp-1-pro' })
  await app.advance(5)
  // The same database behind a server without the upstream of this video.
  app.intercept.with = async (request) => {
    const response = await app.fetch(request)
    if (!new URL(request.url).pathname.endsWith(id)) return response
    const video = (await response.json()) as Video
    return Response.json({ ...video, assets: { ...video.assets, disconnected: true } })
  }
  app.show(<JobProgress id={id} />)
  expect(await screen.findByText('Waiting: the video service is not connected at present')).toBeVisible()
  expect(screen.queryByText(/left/)).toBeNull()
})
