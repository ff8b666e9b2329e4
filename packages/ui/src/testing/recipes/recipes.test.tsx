// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { expectNoConsoleErrors } from '../expect-no-console-errors'
import { createTestApp } from '../test-app'
import { EnhancedPrompt } from './enhance-prompt'
import { VideoToasts } from './toast'

expectNoConsoleErrors()

it.each(['enhance-prompt.tsx', 'toast.tsx'])('%s is the recipe of the guide', (name) => {
  const directory = import.meta.dirname
  const guide = readFileSync(path.join(directory, '../../../../../docs/recipes.md'), 'utf8')
  expect(guide).toContain(readFileSync(path.join(directory, name), 'utf8'))
})

it('a better prompt replaces the one it was made from, and an error leaves it', async () => {
  const answers = [Response.json({ better: 'A brass lamp at dusk.' }), new Response('', { status: 500 })]
  vi.stubGlobal('fetch', async () => answers.shift())
  onTestFinished(() => void vi.unstubAllGlobals())
  createTestApp().show(<EnhancedPrompt />)
  const button = screen.getByRole('button', { name: 'Improve my prompt' })
  expect(button).toBeDisabled()
  await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'A lamp')
  await userEvent.click(button)
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A brass lamp at dusk.'))
  await userEvent.click(button)
  expect(await screen.findByText('The prompt could not be improved. Try again.')).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A brass lamp at dusk.')
})

it('a toast is shown once for a video that is ready', async () => {
  const app = createTestApp()
  const showToast = vi.fn()
  await app.videos.create({ prompt: 'A kite', model: 'mini' })
  app.show(<VideoToasts showToast={showToast} />)
  await waitFor(() => expect(app.requests).toContain('GET /api/videos'))
  await app.advance(30)
  await waitFor(() => expect(showToast).toHaveBeenCalledExactlyOnceWith('Your video is ready.'))
  expect(await screen.findByText('Your video is ready: A kite')).toBeInTheDocument()
})
