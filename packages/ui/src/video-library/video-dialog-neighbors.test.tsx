// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoLibrary, VideoPrompt } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()

beforeEach(() => void vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {}))

const createVideos = async (app: ReturnType<typeof createTestApp>, prompts: readonly string[]) => {
  const ids: string[] = []
  for (const prompt of prompts) {
    ids.push((await app.videos.create({ prompt, model: 'mini', size: '320x192' })).id)
    // Each has its own creation second, by which they are sorted.
    await app.advance(1)
  }
  await app.advance(60)
  return ids
}
// The first opening loads the dialog.
const dialogOf = (prompt: string) => screen.findByRole('dialog', { name: prompt }, { timeout: 8_000 })

it('opens the previous and next video by J and K, and leaves both keys to a text field', async () => {
  const app = createTestApp()
  const [first, , third] = await createVideos(app, ['A fox', 'A tram', 'A boat'])
  const onOpenVideoIdChange = vi.fn<(id: string | null) => void>()
  app.show(<VideoLibrary defaultOpenVideoId={first ?? null} defaultOrder="asc" {...{ onOpenVideoIdChange }} />)
  await dialogOf('A fox')
  await userEvent.keyboard('k')
  await dialogOf('A tram')
  await userEvent.keyboard('k')
  await dialogOf('A boat')
  await userEvent.keyboard('k')
  expect(onOpenVideoIdChange).toHaveBeenCalledTimes(2)
  expect(onOpenVideoIdChange).toHaveBeenLastCalledWith(third)
  await userEvent.keyboard('j')
  const dialog = await dialogOf('A tram')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remix' }))
  const field = await within(dialog).findByRole('textbox', { name: 'What should change?' })
  await userEvent.type(field, 'jk?')
  expect(field).toHaveValue('jk?')
  expect(dialog).toHaveAccessibleName('A tram')
})

it('has a strip of videos with one tab stop, whose arrow keys, Home and End open videos', async () => {
  const app = createTestApp()
  const prompts = Array.from({ length: 28 }, (_, index) => `Take ${index + 1}`)
  const ids = await createVideos(app, prompts)
  app.show(<VideoLibrary defaultOpenVideoId={ids[13] ?? null} defaultOrder="asc" pageSize={100} />)
  const strip = within(await screen.findByRole('navigation', { name: 'Videos beside this one' }, { timeout: 8_000 }))
  // As many as fit to both sides, of any number.
  expect(strip.getAllByRole('listitem')).toHaveLength(25)
  const current = strip.getByRole('button', { current: true })
  expect(current).toHaveAccessibleName('Take 14')
  expect(strip.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(3)
  current.focus()
  await userEvent.keyboard('{ArrowRight}')
  await waitFor(() => expect(strip.getByRole('button', { name: 'Take 15' })).toHaveFocus())
  await userEvent.keyboard('{End}')
  await waitFor(() => expect(strip.getByRole('button', { name: 'Take 28' })).toHaveFocus())
  expect(strip.getByRole('button', { name: 'Next video' })).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Home}')
  await waitFor(() => expect(strip.getByRole('button', { name: 'Take 1' })).toHaveFocus())
  await dialogOf('Take 1')
})

it('shows its keys on a question mark, and closes them before the dialog', async () => {
  const app = createTestApp()
  const [fox] = await createVideos(app, ['A fox'])
  app.show(<VideoLibrary defaultOpenVideoId={fox ?? null} />)
  const dialog = await dialogOf('A fox')
  const play = await within(dialog).findByRole('button', { name: 'Play' })
  play.focus()
  await userEvent.keyboard('?')
  const keys = within(dialog).getByRole('region', { name: 'Keyboard shortcuts' })
  expect(keys).toHaveFocus()
  expect(keys).toHaveTextContent('KNext video')
  await userEvent.keyboard('{Escape}')
  expect(keys).not.toBeInTheDocument()
  expect(play).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
})

it('copies the prompt and says so, and reuses it', async () => {
  const user = userEvent.setup()
  const app = createTestApp()
  const [fox] = await createVideos(app, ['A fox in the snow'])
  app.show(
    <>
      <VideoPrompt />
      <VideoLibrary defaultOpenVideoId={fox ?? null} />
    </>,
  )
  const dialog = await dialogOf('A fox in the snow')
  await user.click(await within(dialog).findByRole('button', { name: 'Copy prompt' }))
  expect(await navigator.clipboard.readText()).toBe('A fox in the snow')
  expect(within(dialog).getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(document.querySelector('output[aria-live]')).toHaveTextContent('Copied')
  await user.click(within(dialog).getByRole('button', { name: 'Reuse prompt' }))
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A fox in the snow'))
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
})

it('opens one section at a time: each operation that the model has, beside one another', async () => {
  const app = createTestApp()
  const [fox] = await createVideos(app, ['A fox'])
  app.show(<VideoLibrary defaultOpenVideoId={fox ?? null} />)
  const dialog = within(await dialogOf('A fox'))
  await userEvent.click(await dialog.findByRole('button', { name: 'Extend' }))
  expect(await dialog.findByRole('textbox', { name: 'What happens next?' })).toHaveFocus()
  await userEvent.click(dialog.getByRole('button', { name: 'Edit' }))
  expect(dialog.getByRole('textbox', { name: 'What should be different in this video?' })).toHaveFocus()
  expect(dialog.queryByRole('textbox', { name: 'What happens next?' })).toBeNull()
  expect(dialog.getByRole('button', { name: 'Extend' })).toHaveAttribute('aria-expanded', 'false')
  await userEvent.click(dialog.getByRole('button', { name: 'Edit' }))
  expect(dialog.queryByRole('textbox')).toBeNull()
})
