// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { VideoError } from '@dailies/core'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoPrompt, type VideoPromptProps } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { selectModel } from '../testing/select-model'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()

beforeEach(() => {
  vi.stubGlobal('createImageBitmap', async (file: Blob) => {
    if (file.size === 0) throw new DOMException('no image')
    return { width: 1280, height: 720, close: () => {} }
  })
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

const field = () => screen.getByRole('textbox', { name: 'Prompt' })
const model = () => screen.findByRole('combobox', { name: 'Model' })
const seconds = () => screen.findByRole('combobox', { name: 'Length' })
const image = (name: string) => new File(['image'], name, { type: 'image/png' })
const paste = (file: File) => fireEvent.paste(field(), { clipboardData: { files: [file], types: ['Files'] } })
const firstFrame = (name: string) => screen.findByRole('button', { name: `First frame ${name}. Change the crop` })

it('starts with its defaults, which a saved draft overrides', async () => {
  const app = createTestApp()
  const defaults = { defaultPrompt: 'A fox', defaultModel: 'mini', defaultSize: '192x320', defaultSeconds: '2' }
  const { unmount } = app.show(<VideoPrompt {...defaults} />)
  expect(field()).toHaveValue('A fox')
  expect(await model()).toHaveAttribute('data-value', 'mini')
  expect(await seconds()).toHaveValue('2')
  expect(screen.getByRole('radio', { name: '3:5' })).toBeChecked()
  await userEvent.clear(field())
  await userEvent.type(field(), 'A boat')
  unmount()
  app.show(<VideoPrompt {...defaults} />)
  expect(await model()).toHaveAttribute('data-value', 'mini')
  await waitFor(() => expect(field()).toHaveValue('A boat'))
})

it('only requests changes of controlled fields', async () => {
  const handlers = {
    onPromptChange: vi.fn<(prompt: string) => void>(),
    onModelChange: vi.fn<(model: string) => void>(),
    onSizeChange: vi.fn<(size: string) => void>(),
    onSecondsChange: vi.fn<(seconds: string) => void>(),
  }
  createTestApp().show(<VideoPrompt prompt="A fox" model="lamp-1" size="1280x720" seconds="4" {...handlers} />)
  await selectModel('Mini')
  await userEvent.selectOptions(await seconds(), '8 sec')
  await userEvent.click(screen.getByRole('radio', { name: '9:16' }))
  await userEvent.type(field(), '!')
  expect(Object.values(handlers).map(({ mock }) => mock.calls)).toEqual([
    [['A fox!']],
    [['mini']],
    [['720x1280']],
    [['8']],
  ])
  expect(field()).toHaveValue('A fox')
  expect(await model()).toHaveAttribute('data-value', 'lamp-1')
  expect(await seconds()).toHaveValue('4')
  expect(screen.getByRole('radio', { name: '16:9' })).toBeChecked()
})

it('submits controlled fields, then requests an empty prompt', async () => {
  const app = createTestApp()
  const onPromptChange = vi.fn<(prompt: string) => void>()
  app.show(<VideoPrompt prompt="A fox" model="mini" size="192x320" seconds="2" onPromptChange={onPromptChange} />)
  await model()
  await userEvent.click(screen.getByRole('button', { name: 'Generate' }))
  await waitFor(() => expect(onPromptChange).toHaveBeenCalledExactlyOnceWith(''))
  const { data } = await app.videos.list()
  expect(data[0]).toMatchObject({ prompt: 'A fox', model: 'mini', size: '192x320', seconds: '2' })
})

const Controlled = (props: Omit<VideoPromptProps, 'firstFrame' | 'onFirstFrameChange'>) => {
  const [file, setFile] = useState<File | null>(image('initial.png'))
  return (
    <>
      <VideoPrompt {...props} firstFrame={file} onFirstFrameChange={setFile} />
      <button type="button" onClick={() => setFile(image('other.png'))}>
        Other
      </button>
      <p>{file?.name ?? 'none'}</p>
    </>
  )
}

it('shows the first frame that its user keeps, and requests another', async () => {
  createTestApp().show(<Controlled />)
  expect(await firstFrame('initial.png')).toBeVisible()
  act(() => screen.getByRole('button', { name: 'Other' }).click())
  expect(await firstFrame('other.png')).toBeVisible()
  paste(image('pasted.png'))
  expect(await firstFrame('pasted.png')).toHaveAttribute('aria-expanded', 'true')
  expect(screen.getByText('pasted.png')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  expect(screen.getByText('none')).toBeVisible()
  expect(await screen.findByRole('button', { name: 'Add a first frame' })).toBeVisible()
})

it('keeps a controlled first frame if its user does not take over another', async () => {
  const onFirstFrameChange = vi.fn<(file: File | null) => void>()
  const initial = image('initial.png')
  createTestApp().show(<VideoPrompt firstFrame={initial} onFirstFrameChange={(file) => onFirstFrameChange(file)} />)
  await firstFrame('initial.png')
  paste(new File([], 'broken.png', { type: 'image/png' }))
  expect(await screen.findByText('This file cannot be a frame of the video')).toBeVisible()
  expect(onFirstFrameChange).not.toHaveBeenCalled()
  const pasted = image('pasted.png')
  paste(pasted)
  await waitFor(() => expect(onFirstFrameChange).toHaveBeenCalledExactlyOnceWith(pasted))
  expect(await firstFrame('initial.png')).toBeVisible()
})

it('starts with a default first frame until it is removed', async () => {
  const onFirstFrameChange = vi.fn<(file: File | null) => void>()
  const prompt = <VideoPrompt defaultFirstFrame={image('fox.png')} onFirstFrameChange={onFirstFrameChange} />
  const app = createTestApp()
  const { unmount } = app.show(prompt)
  await userEvent.click(await firstFrame('fox.png'))
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  expect(onFirstFrameChange).toHaveBeenLastCalledWith(null)
  unmount()
  app.show(prompt)
  expect(await screen.findByRole('button', { name: 'Add a first frame' })).toBeVisible()
})

it('does nothing while it is disabled', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt disabled defaultPrompt="A fox" />)
  expect(await model()).toBeDisabled()
  expect(field()).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Generate' })).toBeDisabled()
  fireEvent.submit(screen.getByRole('form'))
  expect(app.requests.filter((request) => request.startsWith('POST'))).toEqual([])
})

it('calls onError if the video was not created', async () => {
  const app = createTestApp()
  app.intercept.with = ({ method }) =>
    method === 'POST'
      ? Promise.resolve(Response.json({ error: { code: 'limit_reached', message: 'Later.' } }, { status: 429 }))
      : undefined
  const onError = vi.fn<(error: VideoError) => void>()
  app.show(<VideoPrompt defaultPrompt="A fox" onError={onError} />)
  await model()
  await userEvent.click(screen.getByRole('button', { name: 'Generate' }))
  await waitFor(() => expect(onError).toHaveBeenCalledOnce())
  expect(onError.mock.calls[0]?.[0]).toMatchObject({ name: 'VideoError', code: 'limit_reached', status: 429 })
})
