// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoPlayer } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { mockMedia } from '../testing/mock-media'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()

beforeEach(mockMedia)

const createVideo = async ({ videos, advance }: TestApp) => {
  const { id } = await videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192', seconds: '4' })
  await advance(60)
  return id
}

const media = async () => {
  const element = await screen.findByLabelText('A fox in the snow', { selector: 'video' })
  if (element instanceof HTMLVideoElement) return element
  throw new TypeError('The video is no video element.')
}

it('shows the thumbnail only until the first frame, since the clock is at 0:00', async () => {
  const app = createTestApp()
  const id = await createVideo(app)
  app.show(<VideoPlayer id={id} />)
  const element = await media()
  expect(element).toHaveAttribute('poster', `/api/videos/${id}/content?variant=thumbnail`)
  expect(screen.getByText('0:00.0 / 0:04.0')).toBeVisible()
  const seeking = vi.fn<() => void>()
  element.addEventListener('seeking', seeking)
  fireEvent(element, new Event('loadeddata'))
  expect(seeking).toHaveBeenCalledOnce()
  expect(element.currentTime).toBe(0)
})

it('plays the video with its aspect ratio and a download link', async () => {
  const app = createTestApp()
  const id = await createVideo(app)
  app.show(<VideoPlayer id={id} />)
  expect(await media()).toHaveAttribute('src', `/api/videos/${id}/content`)
  expect(await media()).toHaveAttribute('width', '320')
  expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute('href', `/api/videos/${id}/content?download=1`)
  await userEvent.click(screen.getByRole('button', { name: 'Play' }))
  expect(screen.getByRole('button', { name: 'Pause' })).toBeVisible()
})

it('can be operated by keyboard only', async () => {
  const app = createTestApp()
  app.show(<VideoPlayer id={await createVideo(app)} />)
  const element = await media()
  act(() => screen.getByRole('slider', { name: 'Position in the video' }).focus())
  await userEvent.keyboard('k')
  expect(element.paused).toBe(false)
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(element.currentTime).toBe(2)
  await userEvent.keyboard('ml')
  expect(element.muted).toBe(true)
  expect(element.loop).toBe(true)
  expect(screen.getByRole('button', { name: 'Repeat' })).toHaveAttribute('aria-pressed', 'true')
  await userEvent.keyboard('.')
  expect(element.currentTime).toBe(2)
  await userEvent.keyboard(' ')
  expect(element.paused).toBe(true)
  await userEvent.keyboard('..,')
  expect(element.currentTime).toBeCloseTo(2 + 1 / 24)
})

it('resumes at the same position after its URL failed', async () => {
  const app = createTestApp()
  const id = await createVideo(app)
  app.show(<VideoPlayer id={id} />)
  const element = await media()
  await userEvent.click(screen.getByRole('button', { name: 'Play' }))
  element.currentTime = 2.5
  fireEvent.timeUpdate(element)
  const polls = app.requests.filter((request) => request === `GET /api/videos/${id}`).length
  fireEvent.error(element)
  await waitFor(() => expect(HTMLMediaElement.prototype.load).toHaveBeenCalled())
  expect(app.requests.filter((request) => request === `GET /api/videos/${id}`).length).toBeGreaterThan(polls)
  element.currentTime = 0
  vi.mocked(HTMLMediaElement.prototype.play).mockClear()
  fireEvent.loadedMetadata(element)
  expect(element.currentTime).toBe(2.5)
  expect(HTMLMediaElement.prototype.play).toHaveBeenCalled()
})

it('shows an error after two retries if the file exists but cannot be played', async () => {
  const app = createTestApp()
  app.show(<VideoPlayer id={await createVideo(app)} />)
  for (const loadCount of [1, 2]) {
    fireEvent.error(await media())
    await waitFor(() => expect(HTMLMediaElement.prototype.load).toHaveBeenCalledTimes(loadCount))
  }
  fireEvent.error(await media())
  expect(await screen.findByRole('alert')).toHaveTextContent('This video cannot be played here')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await media()).toBeVisible()
})

it('shows that a video is no longer available', async () => {
  const app = createTestApp()
  const id = await createVideo(app)
  const video = await app.videos.retrieve(id)
  const assets = video.assets && {
    ...video.assets,
    video: { ...video.assets.video, state: 'expired' as const, url: null },
  }
  app.intercept.with = ({ method, url }) =>
    method === 'GET' && url.endsWith(id) ? Promise.resolve(Response.json({ ...video, assets })) : undefined
  app.show(<VideoPlayer id={id} />)
  expect(await screen.findByRole('alert')).toHaveTextContent('This video is no longer available')
  expect(screen.queryByRole('link', { name: 'Download' })).toBeNull()
})

it('shows a message, not an alert, while the video is being rendered', async () => {
  const app = createTestApp()
  const { id } = await app.videos.create({ prompt: 'A fox', model: 'mini', size: '320x192' })
  app.show(<VideoPlayer id={id} />)
  const message = await screen.findByText('This video is not ready yet')
  expect(message).toBeVisible()
  expect(message.closest('.dl-alert')).toBeNull()
  expect(screen.queryByRole('alert')).toBeNull()
})
