// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoPrompt } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => {
  sessionStorage.clear()
  vi.stubGlobal('createImageBitmap', async () => ({ width: 1280, height: 720, close: () => {} }))
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

const image = (name: string) => new File(['pixels'], name, { type: 'image/png' })
const field = () => screen.getByRole('textbox', { name: 'Prompt' })
const open = async (model: string) => {
  createTestApp().show(<VideoPrompt defaultModel={model} />)
  await screen.findByRole('button', { name: 'Add a first frame' })
}
/** @returns whether the browser would paste by itself */
const paste = (target: HTMLElement, files: File[], types = ['Files']) =>
  act(async () => fireEvent.paste(target, { clipboardData: { files, types } }))
const frame = (name: string) => screen.findByRole('button', { name: new RegExp(`frame ${name}`) })
const referenceNames = () =>
  screen.queryAllByRole('button', { name: /^Remove / }).map((button) => button.getAttribute('aria-label'))

it('fills the free slots in their order: first frame, last frame, references', async () => {
  await open('kite-2-max')
  // The first ones are still being decoded when the next ones come.
  for (const name of ['one.png', 'two.png', 'three.png', 'four.png']) await paste(field(), [image(name)])
  expect(await frame('one.png')).toHaveAccessibleName(/^First frame/)
  expect(await frame('two.png')).toHaveAccessibleName(/^Last frame/)
  expect(referenceNames()).toEqual(['Remove three.png', 'Remove four.png'])
})

it('spreads several images that are pasted at once, as many as there is room for', async () => {
  await open('kite-2-max')
  const names = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => image(`${name}.png`))
  await paste(field(), names)
  expect(await frame('one.png')).toHaveAccessibleName(/^First frame/)
  expect(await frame('two.png')).toHaveAccessibleName(/^Last frame/)
  expect(referenceNames()).toEqual(['Remove three.png', 'Remove four.png', 'Remove five.png'])
})

it('replaces the first frame if none is free', async () => {
  await open('lamp-1')
  await paste(field(), [image('one.png')])
  await frame('one.png')
  await paste(field(), [image('two.png')])
  expect(await frame('two.png')).toBeVisible()
})

it('goes to the slot that has the focus, also where it is filled', async () => {
  await open('kite-2-max')
  await paste(await screen.findByRole('button', { name: 'Add a reference' }), [image('person.png')])
  expect(referenceNames()).toEqual(['Remove person.png'])
  await paste(screen.getByRole('button', { name: 'Add a first frame' }), [image('one.png')])
  await paste(await frame('one.png'), [image('two.png')])
  expect(await frame('two.png')).toHaveAccessibleName(/^First frame/)
  await paste(screen.getByRole('button', { name: 'Add a last frame' }), [image('end.png')])
  expect(await frame('end.png')).toHaveAccessibleName(/^Last frame/)
})

it('leaves text to the field, also with a picture of it; at a slot it takes the picture', async () => {
  await open('kite-2')
  expect(await paste(field(), [image('text.png')], ['text/plain', 'Files'])).toBe(true)
  expect(screen.getByRole('button', { name: 'Add a first frame' })).toBeVisible()
  const slot = screen.getByRole('button', { name: 'Add a first frame' })
  expect(await paste(slot, [image('text.png')], ['text/plain', 'Files'])).toBe(false)
  expect(await frame('text.png')).toBeVisible()
})
