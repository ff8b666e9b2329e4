// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { JobProgress, VideoLibrary } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()

/** Lamp Pro can be cancelled, Mini cannot. */
const createCancellable = ({ videos }: TestApp) => videos.create({ prompt: 'A kite', model: 'lamp-1-pro' })
const cancelByPointer = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  await userEvent.click(screen.getByRole('button', { name: 'Cancel video' }))
}

it('cancels a job and keeps it, and says so until the provider confirms the end', async () => {
  const app = createTestApp()
  const { id } = await createCancellable(app)
  await app.advance(5)
  app.show(<JobProgress id={id} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  const confirmation = screen.getByRole('alertdialog', { name: 'Cancel this video?' })
  expect(confirmation).toHaveAccessibleDescription(/stops rendering. What it has done so far may still be charged/)
  expect(screen.getByRole('button', { name: 'Let it run' })).toHaveFocus()
  await userEvent.click(screen.getByRole('button', { name: 'Cancel video' }))

  const button = await screen.findByRole('button', { name: 'Cancelling…' })
  await waitFor(() => expect(button).toHaveFocus())
  expect(button).toHaveAttribute('aria-disabled', 'true')
  await waitFor(async () => expect((await app.videos.retrieve(id)).assets?.cancel_requested).toBe(true))
  // A second press asks and sends nothing.
  await userEvent.click(button)
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(app.requests.filter((request) => request.endsWith('/cancel'))).toHaveLength(1)
  await waitFor(() => expect(screen.getByText('Cancelling…', { selector: 'p' })).toBeVisible())

  app.confirmCancels()
  await app.advance(20)
  expect(await screen.findByText('This video was cancelled', undefined, { timeout: 8_000 })).toBeVisible()
  expect(screen.getByText('Cancelled', { selector: 'p' })).toBeVisible()
  expect(screen.queryByText('Failed')).toBeNull()
  expect(screen.getByRole('article')).toHaveAttribute('data-cancelled')
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
  expect(app.requests).not.toContain(`DELETE /api/videos/${id}`)
})

it('cancels a video that waits for a place, whatever its model, and says that it costs nothing', async () => {
  const app = createTestApp({ server: { limits: { activeJobs: 1 }, whenFull: { maxQueued: 5, maxQueuedBytes: 0 } } })
  await app.videos.create({ prompt: 'A kite', model: 'mini' })
  const { id } = await app.videos.create({ prompt: 'Another', model: 'mini' })
  app.show(<JobProgress id={id} />)
  expect(await screen.findByText('Next in the queue')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(screen.getByRole('alertdialog')).toHaveAccessibleDescription('It has not been sent yet, so it costs nothing.')
  await userEvent.click(screen.getByRole('button', { name: 'Cancel video' }))
  expect(await screen.findByText('This video was cancelled')).toBeVisible()
})

it('asks nothing by Escape, and the focus returns to the button', async () => {
  const app = createTestApp()
  const { id } = await createCancellable(app)
  app.show(<JobProgress id={id} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  await userEvent.keyboard('{Escape}')
  expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  expect(app.requests.some((request) => request.endsWith('/cancel'))).toBe(false)
})

it('shows why a job was not cancelled, and reports it', async () => {
  const app = createTestApp()
  const { id } = await createCancellable(app)
  app.intercept.with = ({ url }) =>
    url.endsWith('/cancel')
      ? Promise.resolve(Response.json({ error: { code: 'upstream_failed', message: 'Away.' } }, { status: 502 }))
      : undefined
  const onError = vi.fn<(error: Error) => void>()
  app.show(<JobProgress id={id} onError={onError} />)
  await cancelByPointer()
  expect(await screen.findByRole('alert')).toHaveTextContent('The video service is not responding')
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'upstream_failed' }))
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeVisible()
})

it('offers no cancel where the model has none, and says before deleting that it may run on', async () => {
  const app = createTestApp()
  const { id } = await app.videos.create({ prompt: 'A fox', model: 'mini' })
  app.show(<JobProgress id={id} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }))
  await waitFor(() =>
    expect(screen.getByRole('alertdialog')).toHaveAccessibleDescription(/may continue rendering and charge/),
  )
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull()
})

it('the dialog of the library cancels a video, and shows what it cost beside its price', async () => {
  const app = createTestApp()
  const { id } = await createCancellable(app)
  app.show(<VideoLibrary defaultOpenVideoId={id} />)
  const dialog = await screen.findByRole('dialog')
  expect(await screen.findByRole('button', { name: 'Delete' })).toBeVisible()
  await cancelByPointer()
  app.confirmCancels()
  await app.advance(20)
  await waitFor(() => expect(dialog).toHaveTextContent('This video was cancelled'), { timeout: 8_000 })
  expect((await app.videos.retrieve(id)).assets).toMatchObject({ cost: 0, price: 2 })
  await waitFor(() =>
    expect(dialog.textContent?.replace(/[\u2066-\u2069]/gu, '')).toContain('Cost$0.00 estimated $2.00'),
  )
})
