// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { createEvent, fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { frameDragType, VideoLibrary, VideoPrompt } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { mockMedia } from '../testing/mock-media'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  mockMedia()
})

async function open({ hasPrompt = true } = {}) {
  const app = createTestApp()
  const { id } = await app.videos.create({ prompt: 'A fox', model: 'mini', size: '320x192' })
  await app.advance(30)
  const onPrompt = vi.fn<(prompt: string) => void>()
  app.show(
    <>
      {hasPrompt && <VideoPrompt />}
      <VideoLibrary {...(!hasPrompt && { onPrompt })} />
    </>,
  )
  const card = await screen.findByRole('button', { name: 'Open video: A fox' })
  return { ...app, id, card, onPrompt }
}

it('reuses the prompt by its key, and focuses the field', async () => {
  const { card } = await open()
  await screen.findByRole('button', { name: 'Reuse prompt' })
  card.focus()
  await userEvent.keyboard('r')
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A fox'))
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
})

it('calls onPrompt where the page has a field of its own', async () => {
  const { onPrompt } = await open({ hasPrompt: false })
  await userEvent.click(await screen.findByRole('button', { name: 'Reuse prompt' }))
  expect(onPrompt.mock.calls[0]?.[0]).toBe('A fox')
  expect(screen.queryByRole('button', { name: 'Start from its last frame' })).toBeNull()
})

it('offers its last frame where the prompt takes a first frame, and a download', async () => {
  await open()
  expect(await screen.findByRole('button', { name: 'Start from its last frame' })).toHaveAttribute('tabindex', '-1')
  expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute('download')
})

it('is one stop of Tab', async () => {
  const { card } = await open({ hasPrompt: false })
  card.focus()
  await userEvent.tab({ shift: true })
  expect(document.activeElement?.closest('.dl-library-toolbar')).not.toBeNull()
  await userEvent.tab()
  expect(card).toHaveFocus()
  await userEvent.tab()
  expect(document.body).toHaveFocus()
})

it('gives the frame that it shows to a drag', async () => {
  const { card, id } = await open()
  const media = card.closest('.dl-card')?.querySelector('.dl-media') ?? document.body
  const drag = createEvent.dragStart(media)
  const setData = vi.fn<(type: string, data: string) => void>()
  Object.defineProperty(drag, 'dataTransfer', { value: { setData } })
  fireEvent(media, drag)
  expect(setData.mock.calls).toEqual([[frameDragType, JSON.stringify({ videoId: id, at: 'first' })]])
})
