// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { VideoPrompt } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { selectModel } from '../testing/select-model'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()

const field = () => screen.getByRole('textbox', { name: 'Prompt' })
const generate = () => screen.getByRole('button', { name: 'Generate' })

it('creates a video with the selected options, and clears the text', async () => {
  const app = createTestApp()
  const onCreated = vi.fn<(video: { id: string }) => void>()
  app.show(<VideoPrompt onCreated={onCreated} />)
  await selectModel('Mini')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Length' }), '2')
  await userEvent.click(screen.getByRole('radio', { name: '3:5' }))
  await userEvent.type(field(), 'A fox in the snow')
  await userEvent.click(generate())
  await waitFor(() => expect(onCreated).toHaveBeenCalledOnce())
  expect(onCreated.mock.calls[0]?.[0]).toMatchObject({
    prompt: 'A fox in the snow',
    model: 'mini',
    seconds: '2',
    size: '192x320',
  })
  expect(field()).toHaveValue('')
  expect(screen.getByRole('combobox', { name: 'Model' })).toHaveAttribute('data-value', 'mini')
})

it.each([
  ['after it', 'A fox in the snow An owl', 'An owl'],
  ['in its place', 'An owl', 'An owl'],
])('keeps what is written %s while the prompt is sent', async (_, value, kept) => {
  const app = createTestApp()
  app.show(<VideoPrompt />)
  await userEvent.type(field(), 'A fox in the snow')
  fireEvent.click(generate())
  fireEvent.change(field(), { target: { value } })
  await waitFor(() => expect(field()).toHaveValue(kept))
  await waitFor(() => expect(app.sandbox.counters.creates).toBe(1))
  await waitFor(() => expect(generate()).not.toHaveAttribute('aria-disabled', 'true'))
  expect(field()).toHaveValue(kept)
})

it('sends one request on repeated submits', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt />)
  await userEvent.type(field(), 'A fox in the snow')
  await userEvent.dblClick(generate())
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(field()).toHaveValue(''))
  expect(app.sandbox.counters.creates).toBe(1)
})

it('does not submit while the first frame is being decoded', async () => {
  const app = createTestApp()
  let fail = () => {}
  const decoding = new Promise<never>((_, reject) => (fail = () => reject(new Error('unreadable'))))
  const decode = vi.fn<() => Promise<never>>(() => decoding)
  vi.stubGlobal('createImageBitmap', decode)
  app.show(<VideoPrompt />)
  await userEvent.type(field(), 'A fox in the snow')
  await screen.findByRole('button', { name: 'Add a first frame' })
  await userEvent.click(field())
  const image = new File(['image'], 'fox.png', { type: 'image/png' })
  fireEvent.paste(field(), { clipboardData: { files: [image], types: ['Files'] } })
  expect(generate()).toHaveAttribute('aria-disabled', 'true')
  await userEvent.click(generate())
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(app.requests).not.toContain('POST /api/videos')
  await waitFor(() => expect(decode).toHaveBeenCalled())
  fail()
  await waitFor(() => expect(generate()).toHaveAttribute('aria-disabled', 'false'))
  vi.unstubAllGlobals()
})

it('submits on Ctrl+Enter, but not during IME composition', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt />)
  await userEvent.type(field(), 'A fox in the snow')
  const composing = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, isComposing: true })
  field().dispatchEvent(composing)
  expect(field()).toHaveValue('A fox in the snow')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(field()).toHaveValue(''))
  expect(app.sandbox.counters.creates).toBe(1)
})

it('shows an error at the field if the prompt is empty, and sends nothing', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt />)
  await userEvent.click(generate())
  expect(await screen.findByRole('alert')).toHaveTextContent('Write what the video shows.')
  expect(field()).toHaveFocus()
  expect(field()).toBeInvalid()
  expect(field()).toHaveAccessibleDescription(/Write what the video shows/)
  expect(app.requests).not.toContain('POST /api/videos')
})

it('keeps the text of a declined prompt, and shows why it was declined', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt />)
  await userEvent.type(field(), 'A crate of contraband')
  await userEvent.click(generate())
  expect(await screen.findByText('This prompt was declined')).toBeVisible()
  expect(field()).toHaveValue('A crate of contraband')
  await userEvent.click(screen.getByRole('button', { name: 'Edit prompt' }))
  expect(field()).toHaveFocus()
  await userEvent.keyboard('!')
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

it('keeps the text across a reload', async () => {
  const app = createTestApp()
  const { unmount } = app.show(<VideoPrompt />)
  await userEvent.type(field(), 'A fox in the snow')
  unmount()
  app.show(<VideoPrompt />)
  await waitFor(() => expect(field()).toHaveValue('A fox in the snow'))
})

it('counts the characters left only near the limit, and does not send beyond it', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt />)
  await screen.findByRole('combobox', { name: 'Model' })
  expect(screen.queryByText(/characters left/)).not.toBeInTheDocument()
  await userEvent.click(field())
  await userEvent.paste('x'.repeat(31_990))
  expect(screen.getByText('10 characters left')).toBeVisible()
  await userEvent.paste('x'.repeat(11))
  expect(screen.getByText('1 character too many')).toBeVisible()
  await userEvent.click(generate())
  expect(await screen.findByRole('alert')).toHaveTextContent('too long')
  expect(app.sandbox.counters.creates).toBe(0)
})

it('inserts a phrase into the text, and marks the aspect as mentioned', async () => {
  createTestApp().show(<VideoPrompt />)
  await userEvent.type(field(), 'A fox')
  await userEvent.click(screen.getByRole('button', { name: 'light, not named yet' }))
  await userEvent.click(screen.getByRole('button', { name: 'at golden hour' }))
  expect(field()).toHaveValue('A fox, at golden hour')
  expect(field()).toHaveFocus()
  expect(screen.getByRole('button', { name: 'light, named' })).toHaveAttribute('data-named')
})

it('shows a validation error at the field that it names', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt />)
  await screen.findByRole('combobox', { name: 'Length' })
  app.intercept.with = ({ method }) =>
    method === 'POST'
      ? Promise.resolve(
          Response.json(
            { error: { code: 'invalid_request', message: 'seconds must be 4.', param: 'seconds', type: 'invalid' } },
            { status: 400 },
          ),
        )
      : undefined
  await userEvent.type(field(), 'A fox')
  await userEvent.click(generate())
  expect(await screen.findByText('seconds must be 4.')).toBeVisible()
  expect(screen.getByRole('combobox', { name: 'Length' })).toHaveAccessibleDescription(/seconds must be 4/)
  expect(field()).toHaveValue('A fox')
})

it('reports offline that nothing was sent, until the browser is online again', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt />)
  await userEvent.type(field(), 'A fox')
  app.intercept.with = () => Promise.reject(new TypeError('network'))
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  await userEvent.click(generate())
  expect(await screen.findByRole('alert')).toHaveTextContent('It was not sent. Your text is still here.')
  expect(field()).toHaveValue('A fox')
  onLine.mockRestore()
  act(() => void dispatchEvent(new Event('online')))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()

  // If the connection breaks during the request, it is unknown whether it was sent.
  await userEvent.click(generate())
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached')
  expect(screen.getByRole('alert')).not.toHaveTextContent('not sent')
  await userEvent.type(field(), '!')
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

it('works without capabilities from the server', async () => {
  const app = createTestApp()
  app.intercept.with = ({ url }) =>
    url.endsWith('/capabilities') ? Promise.resolve(new Response('no', { status: 404 })) : undefined
  app.show(<VideoPrompt />)
  await userEvent.type(field(), 'A fox')
  await userEvent.click(generate())
  await waitFor(() => expect(field()).toHaveValue(''))
  expect(app.sandbox.counters.creates).toBe(1)
})
