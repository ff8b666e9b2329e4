// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoPrompt, type CaptureFrameOptions } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp } from '../testing/test-app'

const captured = vi.hoisted(() => vi.fn<(options: CaptureFrameOptions) => Promise<File>>())
// jsdom decodes no videos; `capture-frame.browser.test.ts` captures real frames.
vi.mock('../frames/capture', () => ({ capture: captured }))

expectNoConsoleErrors()
beforeEach(() => {
  sessionStorage.clear()
  captured.mockReset().mockResolvedValue(new File(['pixels'], 'frame.png', { type: 'image/png' }))
  vi.stubGlobal('createImageBitmap', async () => ({ width: 1280, height: 720, close: () => {} }))
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

/** A prompt for a model, and a viewer with these videos, of which the last is not finished. */
const open = async (model: string, prompts = ['A kite', 'A boat', 'A fox']) => {
  const app = createTestApp()
  for (const [index, prompt] of prompts.entries()) {
    if (index === prompts.length - 1) await app.advance(60)
    await app.videos.create({ prompt, model: 'mini', seconds: '1' })
  }
  app.show(<VideoPrompt defaultModel={model} />)
  await screen.findByRole('button', { name: 'Add a first frame' })
  return app
}
const tilesOf = async (name: string) => within(await screen.findByRole('toolbar', { name })).findAllByRole('button')

it('uses the last frame of a finished video as the first frame, by keyboard', async () => {
  // A model that takes an image of any size, so no crop opens and takes the focus.
  const app = await open('kite-2')
  const button = screen.getByRole('button', { name: 'First frame from a video' })
  button.focus()
  await userEvent.keyboard('{ArrowDown}')
  const tiles = await tilesOf('First frame from a video')
  expect(tiles.map((tile) => tile.textContent)).toEqual(['A boat', 'A kite'])
  await waitFor(() => expect(tiles[0]).toHaveFocus())
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(screen.queryByRole('toolbar')).toBeNull()
  expect(button).toHaveFocus()
  expect(await screen.findByRole('button', { name: /^First frame frame\.png/ })).toBeVisible()
  const { data } = await app.videos.list()
  const kite = data.find(({ prompt }) => prompt === 'A kite')
  expect(captured).toHaveBeenCalledWith(
    expect.objectContaining({ at: 'last', video: expect.objectContaining({ id: kite?.id }) }),
  )
})

it('offers the first frame for a last one, and either for each', async () => {
  await open('kite-2')
  expect(screen.queryByRole('button', { name: 'Last frame from a video' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'First frame from a video' }))
  await userEvent.click(await screen.findByRole('radio', { name: 'Its first frame' }))
  await userEvent.click((await tilesOf('First frame from a video'))[0] as HTMLElement)
  await waitFor(() => expect(captured).toHaveBeenLastCalledWith(expect.objectContaining({ at: 'first' })))
  await userEvent.click(await screen.findByRole('button', { name: 'Last frame from a video' }))
  expect(await screen.findByRole('radio', { name: 'Its first frame' })).toBeChecked()
  await userEvent.click((await tilesOf('Last frame from a video'))[0] as HTMLElement)
  expect(await screen.findByRole('button', { name: /^Last frame frame\.png/ })).toBeVisible()
})

it('adds a frame to the references until there is no room', async () => {
  await open('kite-2-max')
  for (let count = 1; count <= 3; count += 1) {
    await userEvent.click(await screen.findByRole('button', { name: 'From a video' }))
    await userEvent.click((await tilesOf('From a video'))[0] as HTMLElement)
    await waitFor(() => expect(screen.getAllByRole('button', { name: /^Remove frame/ })).toHaveLength(count))
  }
  const button = screen.getByRole('button', { name: 'From a video' })
  expect(button).toHaveFocus()
  expect(button).toHaveAttribute('aria-disabled', 'true')
  await userEvent.click(button)
  expect(screen.queryByRole('toolbar')).toBeNull()
})

it('says that there are no finished videos', async () => {
  await open('lamp-1', ['A fox'])
  await userEvent.click(screen.getByRole('button', { name: 'First frame from a video' }))
  expect(await screen.findByText('No finished videos yet.')).toBeVisible()
})

it('says why the videos did not load, and tries again', async () => {
  const app = await open('lamp-1')
  const isList = ({ method, url }: Request) => method === 'GET' && /\/videos\?/.test(url)
  app.intercept.with = (request) =>
    isList(request) ? Promise.resolve(Response.json({ error: { code: 'internal' } }, { status: 400 })) : undefined
  await userEvent.click(screen.getByRole('button', { name: 'First frame from a video' }))
  const again = await screen.findByRole('button', { name: 'Try again' })
  app.intercept.with = undefined
  await userEvent.click(again)
  expect(await tilesOf('First frame from a video')).toHaveLength(2)
})

it('says at the slot why a frame could not be captured', async () => {
  captured.mockRejectedValue(new Error('no'))
  await open('lamp-1')
  await userEvent.click(screen.getByRole('button', { name: 'First frame from a video' }))
  await userEvent.click((await tilesOf('First frame from a video'))[0] as HTMLElement)
  expect(await screen.findByRole('alert')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Add a first frame' })).toBeVisible()
})
