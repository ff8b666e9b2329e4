// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { frameDragType, VideoPrompt, type CaptureFrameOptions } from '..'
import { createTestApp } from '../testing/test-app'

const captured = vi.hoisted(() => vi.fn<(options: CaptureFrameOptions) => Promise<File>>())
// jsdom decodes no videos; `capture-frame.browser.test.ts` captures real frames.
vi.mock('../frames/capture', () => ({ capture: captured }))

beforeEach(() => {
  sessionStorage.clear()
  captured.mockReset().mockResolvedValue(new File(['pixels'], 'last.png', { type: 'image/png' }))
  vi.stubGlobal('createImageBitmap', async () => ({ width: 1280, height: 720, close: () => {} }))
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const frameOf = (videoId: string, at: unknown) => ({
  types: [frameDragType],
  files: [],
  getData: (type: string) => (type === frameDragType ? JSON.stringify({ videoId, at }) : ''),
})
const open = async (model: string) => {
  const app = createTestApp()
  app.show(<VideoPrompt defaultModel={model} />)
  await screen.findByRole('button', { name: 'Add a first frame' })
  const { id } = await app.videos.create({ prompt: 'A kite', model: 'mini' })
  return { app, id }
}
const drop = (element: HTMLElement, dataTransfer: object) =>
  act(async () => void fireEvent.drop(element, { dataTransfer }))

it('takes a frame that is dropped anywhere as the first frame, and one on its slot as the last', async () => {
  const { id } = await open('kite-2')
  await drop(screen.getByRole('textbox', { name: 'Prompt' }), frameOf(id, 'last'))
  await screen.findByRole('button', { name: /^First frame last\.png/ })
  expect(captured).toHaveBeenLastCalledWith(
    expect.objectContaining({ at: 'last', video: expect.objectContaining({ id }) }),
  )
  await drop(screen.getByRole('button', { name: 'Add a last frame' }), frameOf(id, 1.5))
  await screen.findByRole('button', { name: /^Last frame last\.png/ })
  expect(captured).toHaveBeenLastCalledWith(expect.objectContaining({ at: 1.5 }))
})

it('takes a frame as a reference, and as many as the model has room for', async () => {
  const { id } = await open('kite-2-max')
  const group = screen.getByRole('group', { name: 'References' })
  for (let drops = 0; drops < 4; drops += 1) await drop(group, frameOf(id, 'first'))
  await waitFor(() => expect(screen.getAllByRole('button', { name: /^Remove last\.png/ })).toHaveLength(3))
  expect(captured).toHaveBeenCalledTimes(3)
})

it('says why a frame could not be captured, and keeps the one before', async () => {
  const { id } = await open('kite-2')
  const form = screen.getByRole('form', { name: 'New video' })
  await drop(form, frameOf(id, 'first'))
  await screen.findByRole('button', { name: /^First frame last\.png/ })
  await drop(form, frameOf('video_unknown', 'first'))
  expect(await screen.findByRole('alert')).toBeVisible()
  expect(screen.getByRole('button', { name: /^First frame last\.png/ })).toBeVisible()
})

it.each([
  ['another kind of data', { types: ['text/plain'], files: [], getData: () => 'a kite' }],
  ['a frame that another page wrote wrongly', frameOf('', 'middle')],
])('ignores %s', async (_name, data) => {
  await open('kite-2')
  await drop(screen.getByRole('form', { name: 'New video' }), data)
  expect(captured).not.toHaveBeenCalled()
  expect(screen.queryByRole('alert')).toBeNull()
})
