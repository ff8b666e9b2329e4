// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useEffect } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { usePromptTarget, VideoLibrary, VideoPrompt, type PromptTarget } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => sessionStorage.clear())

const field = () => screen.getByRole('textbox', { name: 'Prompt' })
const send = async (text: string) => {
  await userEvent.type(field(), text)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(field()).toHaveValue(''))
}
const show = async (children = <VideoPrompt />) => {
  const app = createTestApp()
  const view = app.show(children)
  await screen.findByRole('combobox', { name: 'Model' })
  return { app, view }
}

it('brings earlier prompts back in an empty field, and goes forward to the empty field again', async () => {
  const { app, view } = await show()
  for (const text of ['A fox', 'A boat', 'A fox']) await send(text)
  // Also after a reload.
  view.unmount()
  app.show(<VideoPrompt />)
  await screen.findByRole('combobox', { name: 'Model' })
  await userEvent.click(field())
  const seen: string[] = []
  for (const key of ['Up', 'Up', 'Up', 'Down', 'Down', 'Down']) {
    await userEvent.keyboard(`{Arrow${key}}`)
    seen.push((field() as HTMLTextAreaElement).value)
  }
  expect(seen).toEqual(['A fox', 'A boat', 'A boat', 'A fox', '', ''])
})

it('leaves the arrows to a text that was written or edited', async () => {
  await show()
  await send('A fox')
  await userEvent.type(field(), 'A kite{ArrowUp}')
  expect(field()).toHaveValue('A kite')
  await userEvent.clear(field())
  await userEvent.keyboard('{ArrowUp}, red{ArrowUp}{ArrowDown}')
  expect(field()).toHaveValue('A fox, red')
})

it('an example never destroys a draft: undo brings it back, and the focus is in the field', async () => {
  await show(
    <>
      <VideoPrompt />
      <VideoLibrary />
    </>,
  )
  await userEvent.type(field(), 'My own draft')
  const [example] = await waitFor(() => {
    const examples = document.querySelectorAll<HTMLElement>('.dl-library-example')
    expect(examples.length).toBeGreaterThan(0)
    return examples
  })
  await userEvent.click(example as HTMLElement)
  expect(field()).not.toHaveValue('My own draft')
  expect(screen.getByText('Your draft was replaced.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(field()).toHaveValue('My own draft')
  expect(field()).toHaveFocus()
  expect(screen.queryByText('Your draft was replaced.')).toBeNull()
})

it('undoes a reused prompt with its options by Ctrl+Z, but leaves Ctrl+Z to an edited text', async () => {
  let target: PromptTarget | undefined
  function Reuse() {
    const current = usePromptTarget()
    useEffect(() => {
      target = current
    })
    return null
  }
  const { app } = await show(
    <>
      <VideoPrompt defaultPrompt="My own draft" />
      <Reuse />
    </>,
  )
  const video = await app.videos.create({ prompt: 'A kite', model: 'mini', seconds: '2' })
  act(() => target?.reusePrompt(video))
  expect(screen.getByRole('combobox', { name: 'Model' })).toHaveTextContent('Mini')
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(field()).toHaveValue('My own draft')
  expect(screen.getByRole('combobox', { name: 'Model' })).toHaveTextContent('Lamp')
  act(() => target?.writePrompt('A boat'))
  act(() => target?.writePrompt('A fox'))
  await userEvent.type(field(), '!{Control>}z{/Control}')
  expect(field()).toHaveValue('A fox!')
  // Two replacements are undone together.
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(field()).toHaveValue('My own draft')
})

it('shows a suggestion to use or to leave, and undoes it', async () => {
  const onEnhance = vi.fn<(prompt: string) => Promise<string>>(async (prompt) => `${prompt}, at golden hour`)
  await show(<VideoPrompt defaultPrompt="A fox" onEnhance={onEnhance} />)
  await userEvent.click(screen.getByRole('button', { name: 'Improve' }))
  expect(await screen.findByText('A fox, at golden hour')).toBeVisible()
  expect(field()).toHaveValue('A fox')
  await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }))
  expect(screen.queryByText('A fox, at golden hour')).toBeNull()
  expect(field()).toHaveFocus()
  await userEvent.click(screen.getByRole('button', { name: 'Improve' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Use it' }))
  expect(field()).toHaveValue('A fox, at golden hour')
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(field()).toHaveValue('A fox')
})

it('aborts a suggestion by its button and by sending, says an error, and asks for none without a text', async () => {
  const signals: AbortSignal[] = []
  const onEnhance = vi.fn<(prompt: string, options: { signal: AbortSignal }) => Promise<string>>(
    (_prompt, { signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    },
  )
  await show(<VideoPrompt onEnhance={onEnhance} />)
  await userEvent.click(screen.getByRole('button', { name: 'Improve' }))
  expect(onEnhance).not.toHaveBeenCalled()
  await userEvent.type(field(), 'A fox')
  await userEvent.click(screen.getByRole('button', { name: 'Improve' }))
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  await userEvent.click(screen.getByRole('button', { name: 'Improve' }))
  await userEvent.click(screen.getByRole('button', { name: 'Generate' }))
  await waitFor(() => expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]))
  onEnhance.mockRejectedValueOnce(new Error('no'))
  await waitFor(() => expect(field()).toHaveValue(''))
  await userEvent.type(field(), 'A boat')
  await userEvent.click(screen.getByRole('button', { name: 'Improve' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The prompt could not be improved.')
})
