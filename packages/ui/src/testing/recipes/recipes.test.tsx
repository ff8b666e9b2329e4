// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { expectNoConsoleErrors } from '../expect-no-console-errors'
import { createTestApp } from '../test-app'
import { AdminVideos } from './admin-videos'
import { EnhancedPrompt } from './enhance-prompt'
import { VideoToasts } from './toast'

expectNoConsoleErrors()

it.each([
  ['enhance-prompt.tsx', 'recipes.md'],
  ['toast.tsx', 'recipes.md'],
  ['admin-videos.tsx', 'owners.md'],
  ['job-progress-clock.test.tsx', 'testing.md'],
])('%s is the recipe of the guide %s', (name, file) => {
  const directory = import.meta.dirname
  const guide = readFileSync(path.join(directory, '../../../../../docs', file), 'utf8')
  expect(guide).toContain(readFileSync(path.join(directory, name), 'utf8'))
})

it('a better prompt is used, and an error leaves the prompt', async () => {
  const answers = [Response.json({ better: 'A brass lamp at dusk.' }), new Response('', { status: 500 })]
  vi.stubGlobal('fetch', async () => answers.shift())
  onTestFinished(() => void vi.unstubAllGlobals())
  createTestApp().show(<EnhancedPrompt />)
  await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'A lamp')
  await userEvent.click(screen.getByRole('button', { name: 'Improve' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Use it' }))
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A brass lamp at dusk.')
  await userEvent.click(screen.getByRole('button', { name: 'Improve' }))
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

it('an admin filters the videos of everyone, reads the next page and sees an error', async () => {
  const video = (id: string, changes: object) => ({ id, prompt: `A lamp ${id}`, model: 'mini', ...changes })
  const pages: Record<string, object> = {
    '/admin/videos?status=failed': {
      data: [{ owner: 'ada', video: video('one', { status: 'failed', error: { message: 'No.' } }) }],
      hasMore: true,
      lastId: 'one',
    },
    '/admin/videos?status=failed&after=one': {
      data: [{ owner: 'bob/2', video: video('two', { status: 'failed', error: { message: 'Too long.' } }) }],
      hasMore: false,
      lastId: null,
    },
    '/admin/videos?status=completed': {
      data: [{ owner: 'bob/2', video: video('three', { status: 'completed', assets: { cost: 0.4 } }) }],
      hasMore: false,
      lastId: null,
    },
  }
  vi.stubGlobal('fetch', async (url: string) =>
    pages[url] ? Response.json(pages[url]) : new Response(null, { status: 503 }),
  )
  onTestFinished(() => void vi.unstubAllGlobals())
  render(<AdminVideos />)
  expect(await screen.findByRole('row', { name: 'ada A lamp one mini No.' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByRole('row', { name: 'bob/2 A lamp two mini Too long.' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Completed')
  expect(await screen.findByRole('link', { name: 'Watch' })).toHaveAttribute('href', '/admin/videos/bob%2F2/three')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'All')
  expect(await screen.findByRole('alert')).toHaveTextContent('The server answered with 503.')
})
