// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { Video } from '@dailies/core'
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useEffect } from 'react'
import { createTestApp } from '../testing/test-app'
import { VideoPrompt } from '../video-prompt'
import { usePromptTarget, type PromptTarget } from './use-prompt-target'

beforeEach(() => {
  sessionStorage.clear()
  // jsdom decodes no images.
  vi.stubGlobal('createImageBitmap', async () => ({ width: 1280, height: 720, close: () => {} }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const image = new File(['pixels'], 'last.png', { type: 'image/png' })
const video = {
  id: 'video_1',
  prompt: 'A paper boat',
  model: 'mini',
  size: '192x320',
  seconds: '2',
} as Video

let target: PromptTarget
function Actions({ name }: { name?: string }) {
  const current = usePromptTarget(name)
  useEffect(() => {
    target = current
  })
  return null
}
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' })
const settled = () => waitFor(() => expect(screen.getAllByRole('combobox', { name: 'Model' })).not.toHaveLength(0))

it('reuses the prompt of a video with its options, and focuses the field', async () => {
  createTestApp().show([<Actions key="a" />, <VideoPrompt key="p" />])
  await settled()
  expect(target.available).toBe(true)
  act(() => target.reusePrompt(video))
  expect(field()).toHaveValue('A paper boat')
  expect(screen.getByRole('combobox', { name: 'Model' })).toHaveAttribute('data-value', 'mini')
  expect(field()).toHaveFocus()
})

it('uses an image as the first frame, in a controlled prompt too', async () => {
  const onFirstFrameChange = vi.fn<(file: File | null) => void>()
  createTestApp().show([
    <Actions key="a" />,
    <VideoPrompt key="p" firstFrame={null} onFirstFrameChange={onFirstFrameChange} />,
  ])
  await settled()
  expect(target.accepts('first')).toBe(true)
  expect(target.accepts('reference')).toBe(false)
  await act(async () => target.setFrame('first', image))
  await waitFor(() => expect(onFirstFrameChange).toHaveBeenCalledWith(image))
})

it('does nothing where the page has no such prompt, or a disabled one', async () => {
  createTestApp().show([
    <Actions key="a" name="other" />,
    <VideoPrompt key="p" />,
    <VideoPrompt key="d" name="other" disabled />,
  ])
  await settled()
  expect(target.available).toBe(false)
  act(() => target.reusePrompt(video))
  expect(screen.getAllByRole('textbox', { name: 'Prompt' }).map((each) => (each as HTMLTextAreaElement).value)).toEqual(
    ['', ''],
  )
})

it('keeps what arrives while a request is sent for the next prompt', async () => {
  const app = createTestApp()
  let respond: (() => void) | undefined
  app.intercept.with = (request) =>
    request.method === 'POST' ? new Promise((resolve) => (respond = () => resolve(app.fetch(request)))) : undefined
  app.show([<Actions key="a" />, <VideoPrompt key="p" defaultPrompt="A red fox" />])
  await settled()
  act(() => screen.getByRole('button', { name: 'Generate' }).click())
  await waitFor(() => expect(respond).toBeDefined())
  act(() => target.reusePrompt(video))
  expect(field()).toHaveValue('A red fox')
  await act(async () => respond?.())
  await waitFor(() => expect(field()).toHaveValue('A paper boat'))
})
