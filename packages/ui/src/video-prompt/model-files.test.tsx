// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Blob as NodeBlob, File as NodeFile } from 'node:buffer'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoPrompt, type VideoPromptProps } from '..'
import { createPng } from '../../../server/src/testing/create-png'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { selectModel } from '../testing/select-model'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()

// What jsdom lacks. Every image has 900 by 600 pixels; a canvas becomes a PNG of its size.
beforeEach(async () => {
  // Its files cannot be sent by the `fetch` of Node.
  const { constructor } = await new Response(new URLSearchParams()).formData()
  vi.stubGlobal('FormData', constructor)
  vi.stubGlobal('Blob', NodeBlob)
  vi.stubGlobal('File', NodeFile)
  vi.stubGlobal('createImageBitmap', async () => ({ width: 900, height: 600, close: () => {} }))
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  HTMLCanvasElement.prototype.toBlob = function (this: HTMLCanvasElement, callback) {
    callback(new Blob([createPng(this.width, this.height)], { type: 'image/png' }))
  }
})

const image = (name: string) => new File([createPng(900, 600)], name, { type: 'image/png' })
const mp4 = () => new File([Buffer.from('0000001c6674797069736f6d00000200', 'hex')], 'walk.mp4', { type: 'video/mp4' })

/** A prompt for one model, and the files that it sends. */
function open(model: string, props: VideoPromptProps = {}) {
  const app = createTestApp()
  const sent: Record<string, string[]> = {}
  app.intercept.with = (request) => {
    if (request.method !== 'POST') return undefined
    const record = async () => {
      const form = await request.clone().formData()
      for (const [name, value] of form.entries())
        if (typeof value !== 'string') (sent[name] ??= []).push(await describe(value))
      return app.fetch(request)
    }
    return record()
  }
  const view = app.show(<VideoPrompt defaultModel={model} defaultPrompt="A fox" {...props} />)
  return { app, sent, view }
}

/** The pixels of a PNG, else the name of the file. */
const describe = async (file: File) => {
  const bytes = new DataView(await file.arrayBuffer())
  return bytes.getUint8(0) === 0x89 ? `${bytes.getUint32(16)}x${bytes.getUint32(20)}` : file.name
}

const input = (within: string) => {
  const found = document.querySelector(`${within} input[type=file]`)
  if (!(found instanceof HTMLInputElement)) throw new Error('There is no file input.')
  return found
}
const paste = (file: File) =>
  fireEvent.paste(screen.getByRole('textbox', { name: 'Prompt' }), {
    clipboardData: { files: [file], types: ['Files'] },
  })
const first = (name: string) => screen.findByRole('button', { name: `First frame ${name}. Change the crop` })
const last = (name: string) => screen.findByRole('button', { name: `Last frame ${name}. Change the crop` })
const addFirst = async (name: string) => {
  await screen.findByRole('button', { name: 'Add a first frame' })
  paste(image(name))
  return first(name)
}
const addLast = async (name: string) => {
  const button = await screen.findByRole('button', { name: 'Add a last frame' })
  const { nextElementSibling } = button
  if (!(nextElementSibling instanceof HTMLInputElement)) throw new Error('The button has no file input.')
  fireEvent.change(nextElementSibling, { target: { files: [image(name)] } })
  return last(name)
}
const addReferences = async (...files: File[]) => {
  await screen.findByRole('button', { name: 'Add a reference' })
  fireEvent.change(input('.dl-references'), { target: { files } })
}
const references = () =>
  within(screen.getByRole('group', { name: 'References' }))
    .queryAllByRole('button', { name: /^Remove/ })
    .map((button) => button.getAttribute('aria-label')?.replace('Remove ', ''))
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Generate' }))
const select = (label: string) => selectModel(label)

it('sends the whole image where the model takes any, and offers the crop', async () => {
  const { sent } = open('kite-2')
  const button = await addFirst('fox.png')
  expect(button).toHaveAttribute('aria-expanded', 'false')
  await submit()
  await waitFor(() => expect(sent['input_reference']).toEqual(['900x600']))
})

it('sends the crop once the image was cropped, and the whole image again if that is chosen', async () => {
  const { app, sent } = open('kite-2')
  const button = await addFirst('fox.png')
  await userEvent.click(button)
  expect(screen.getByRole('group', { name: 'Crop the first frame' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Use the whole image' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Done' }))
  await submit()
  await waitFor(() => expect(sent['input_reference']).toEqual(['1280x720']))
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(1))

  await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'Another fox')
  await userEvent.click(await addFirst('den.png'))
  await userEvent.click(screen.getByRole('button', { name: 'Done' }))
  await userEvent.click(await first('den.png'))
  await userEvent.click(screen.getByRole('button', { name: 'Use the whole image' }))
  expect(await first('den.png')).toHaveFocus()
  await submit()
  await waitFor(() => expect(sent['input_reference']).toEqual(['1280x720', '900x600']))
})

it('opens the crop where the image must have the pixels of the video, and sends exactly these', async () => {
  const { sent } = open('lamp-1')
  expect(await addFirst('fox.png')).toHaveAttribute('aria-expanded', 'true')
  expect(screen.queryByRole('button', { name: 'Use the whole image' })).toBeNull()
  await submit()
  await waitFor(() => expect(sent['input_reference']).toEqual(['1280x720']))
})

it('offers a last frame beside the first, and sends both', async () => {
  const { app, sent } = open('kite-2')
  await screen.findByRole('button', { name: 'Add a first frame' })
  expect(screen.queryByRole('button', { name: 'Add a last frame' })).toBeNull()
  await addFirst('fox.png')
  await userEvent.click(await addLast('den.png'))
  expect(screen.getByRole('group', { name: 'Crop the last frame' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Done' }))
  expect(await last('den.png')).toHaveFocus()
  await submit()
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(1))
  expect(sent).toEqual({ input_reference: ['900x600'], last_frame: ['1280x720'] })
  // The next prompt starts without files.
  expect(await screen.findByRole('button', { name: 'Add a first frame' })).toBeVisible()
})

it('takes references up to the limits of the model, in their order, and removes them', async () => {
  const { app, sent } = open('tide-1-pro')
  await addReferences(image('a.png'), mp4(), image('b.png'), image('c.png'))
  expect(references()).toEqual(['a.png', 'walk.mp4', 'b.png', 'c.png'])
  await addReferences(new File(['%PDF'], 'd.pdf', { type: 'application/pdf' }), image('e.png'), image('f.png'))
  expect(references()).toEqual(['a.png', 'walk.mp4', 'b.png', 'c.png', 'e.png'])
  // Images and videos are full.
  expect(input('.dl-references').accept).toBe('audio/*')
  await userEvent.click(screen.getByRole('button', { name: 'Remove b.png' }))
  expect(screen.getByRole('button', { name: 'Add a reference' })).toHaveFocus()
  expect(screen.getByText(/4 images.*1 video.*1 sound/)).toBeVisible()
  await submit()
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(1))
  expect(sent).toEqual({ 'input_references[]': ['900x600', 'walk.mp4', '900x600', '900x600'] })
  await waitFor(() => expect(references()).toEqual([]))
})

it('another model gets the files that it takes, and the first one still has all', async () => {
  const { app, sent } = open('tide-1-pro')
  await addFirst('fox.png')
  await addLast('den.png')
  await addReferences(image('a.png'), mp4(), image('b.png'), image('c.png'), image('d.png'))
  await select('Kite Max')
  expect(references()).toEqual(['a.png', 'b.png', 'c.png'])
  await select('Lamp')
  expect(screen.queryByRole('group', { name: 'References' })).toBeNull()
  expect(screen.queryByRole('button', { name: /Last frame/ })).toBeNull()
  await select('Tide Pro')
  expect(references()).toEqual(['a.png', 'walk.mp4', 'b.png', 'c.png', 'd.png'])
  await select('Lamp')
  await submit()
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(1))
  expect(sent).toEqual({ input_reference: ['1280x720'] })
})

it('the last frame and the references can be controlled', async () => {
  const onLastFrameChange = vi.fn<(file: File | null) => void>()
  const onReferencesChange = vi.fn<(files: File[]) => void>()
  const [a, b, c, walk] = [image('a.png'), image('b.png'), image('c.png'), mp4()]
  open('tide-1-pro', { firstFrame: a, lastFrame: b, references: [c], onLastFrameChange, onReferencesChange })
  await last('b.png')
  expect(references()).toEqual(['c.png'])
  await addReferences(walk)
  expect(onReferencesChange).toHaveBeenCalledExactlyOnceWith([c, walk])
  expect(references()).toEqual(['c.png'])
  await userEvent.click(await last('b.png'))
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  expect(onLastFrameChange).toHaveBeenCalledExactlyOnceWith(null)
})
