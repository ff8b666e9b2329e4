import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from './demo-process'
import type { DemoProcess } from './demo-process'
import { mount } from './mount'
import { closeBrowser, generate, openStudio, promptOf } from './studio-page'

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(async () => {
  await closeBrowser()
  await demo.stop()
})

const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })

/** The error text next to the field, which also describes it for screen readers. */
const errorText = async (page: Page) => {
  const alert = promptOf(page).getByRole('alert')
  await alert.waitFor()
  expect(await field(page).getAttribute('aria-invalid')).toBe('true')
  const description = (await field(page).getAttribute('aria-describedby')) ?? ''
  expect(description.split(' ')).toContain(await alert.getAttribute('id'))
  return alert.innerText()
}

it('an empty prompt shows an error next to the field', async () => {
  const { page, close } = await openStudio(demo.url)
  await generate(page, '')
  expect(await errorText(page)).toContain('Write what the video shows.')
  await close()
})

it('a prompt of 32,001 characters shows an error next to the field, and keeps the text', async () => {
  const { page, close } = await openStudio(demo.url)
  await generate(page, 'x'.repeat(32_001))
  expect(await errorText(page)).toContain('too long')
  expect(await field(page).inputValue()).toHaveLength(32_001)
  await close()
})

const post = async (body: BodyInit, type: string | undefined = 'application/json') => {
  const response = await fetch(`${demo.url}/api/videos`, {
    method: 'POST',
    headers: { ...mount.as('ada'), ...(type && { 'Content-Type': type }) },
    body,
  })
  return { status: response.status, ...((await response.json()) as object) }
}

it.each([
  ['an empty prompt', { prompt: '' }, 'prompt'],
  ['no prompt', {}, 'prompt'],
  ['a prompt of 32,001 characters', { prompt: 'x'.repeat(32_001) }, 'prompt'],
  ['an unknown model', { prompt: 'A lamp', model: 'torch-9' }, 'model'],
  ['an unknown size', { prompt: 'A lamp', size: '1x1' }, 'size'],
  ['an unknown length', { prompt: 'A lamp', seconds: '5' }, 'seconds'],
  [
    'an address for the first frame',
    { prompt: 'A lamp', input_reference: { image_url: 'https://videos.example/a.png' } },
    'input_reference',
  ],
  ['an id for the first frame', { prompt: 'A lamp', input_reference: { file_id: 'file_1' } }, 'input_reference'],
])('rejects %s, naming the parameter', async (_what, body, param) => {
  const answer = await post(JSON.stringify(body))
  expect(answer).toMatchObject({ status: 400, error: { param: expect.stringContaining(param) } })
})

it.each([
  ['malformed JSON', '{"prompt": ', 'application/json'],
  ['malformed multipart', '--x\r\nno end', 'multipart/form-data; boundary=x'],
])('%s is a 400 in the shape of the wire', async (_what, body, type) => {
  expect(await post(body, type)).toMatchObject({ status: 400, error: { type: 'invalid_request_error' } })
})

// A PNG of one pixel by one.
const tinyPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

it.each([
  ['that is no picture', Buffer.from('not a picture')],
  ['of another size than the video', tinyPicture],
])('rejects a first frame %s, naming the parameter', async (_what, frame) => {
  const form = new FormData()
  form.set('prompt', 'A lamp')
  form.set('input_reference', new Blob([frame]), 'frame.png')
  expect(await post(form, '')).toMatchObject({ status: 400, error: { param: 'input_reference' } })
})
