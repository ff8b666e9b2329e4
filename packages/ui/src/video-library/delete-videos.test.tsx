// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoLibrary, VideoLibraryDialog, VideoLibraryGrid, VideoLibraryRoot, VideoLibrarySelectionBar } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()

beforeEach(() => {
  localStorage.clear()
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {})
})

const prompts = ['A fox in the snow', 'A boat at sea', 'A kite over dunes']

const createVideos = async ({ videos, advance }: TestApp) => {
  const ids: string[] = []
  for (const prompt of prompts) {
    ids.push((await videos.create({ prompt, model: 'mini', size: '320x192' })).id)
    await advance(30)
  }
  return ids
}

const shownPrompts = () =>
  screen.queryAllByRole('button', { name: /^Open video: / }).map(({ textContent }) => textContent)
const findCard = (prompt: string) => screen.findByRole('button', { name: `Open video: ${prompt}` })
const findCheckbox = (prompt: string) => screen.findByRole('checkbox', { name: `Select video: ${prompt}` })
const deletionsOf = ({ requests }: TestApp) => requests.filter((request) => request.startsWith('DELETE'))

const deleteInDialog = async (prompt: string) => {
  await userEvent.click(await findCard(prompt))
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
}

it('deletes the open video at once, focuses Undo, and undo restores it and the focus', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.show(<VideoLibrary />)
  await deleteInDialog('A boat at sea')
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(shownPrompts()).toEqual(['A kite over dunes', 'A fox in the snow'])
  expect(screen.getByText('1 video deleted.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(shownPrompts()).toEqual(prompts.toReversed())
  await waitFor(async () => expect(await findCard('A boat at sea')).toHaveFocus())
  expect(document.querySelector('output[aria-live]')).toHaveTextContent('1 video is back.')
  expect(deletionsOf(app)).toEqual([])
})

it('several deletions are in one bar, and undo restores them with their selection', async () => {
  const app = createTestApp()
  await createVideos(app)
  const onSelectedIdsChange = vi.fn<(ids: readonly string[]) => void>()
  app.show(<VideoLibrary onSelectedIdsChange={onSelectedIdsChange} />)
  await deleteInDialog('A fox in the snow')
  await userEvent.click(await findCheckbox('A kite over dunes'))
  await userEvent.click(await findCheckbox('A boat at sea'))
  const selected = onSelectedIdsChange.mock.lastCall
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
  expect(onSelectedIdsChange).toHaveBeenLastCalledWith([])
  expect(screen.getByText('3 videos deleted.')).toBeVisible()
  expect(screen.getByText('No videos yet.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(shownPrompts()).toEqual(prompts.toReversed())
  expect(screen.getByText('2 selected')).toBeVisible()
  expect(onSelectedIdsChange.mock.lastCall).toEqual(selected)
  expect(deletionsOf(app)).toEqual([])
})

it('sends nothing while the bar has the focus, and Escape leaves it for the next video', async () => {
  const app = createTestApp()
  const [, boat] = await createVideos(app)
  vi.useFakeTimers({ shouldAdvanceTime: true })
  try {
    app.show(<VideoLibrary />)
    await deleteInDialog('A boat at sea')
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus()
    expect(deletionsOf(app)).toEqual([])
    await userEvent.keyboard('{Escape}')
    expect(await findCard('A fox in the snow')).toHaveFocus()
    await act(() => vi.advanceTimersByTimeAsync(6_100))
    expect(deletionsOf(app)).toEqual([`DELETE /api/videos/${boat}`])
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  } finally {
    vi.useRealTimers()
  }
})

it('sends nothing while the pointer is on the bar', async () => {
  const app = createTestApp()
  await createVideos(app)
  vi.useFakeTimers({ shouldAdvanceTime: true })
  try {
    app.show(<VideoLibrary />)
    await deleteInDialog('A boat at sea')
    await userEvent.hover(screen.getByText('1 video deleted.'))
    act(() => screen.getByRole('button', { name: 'Undo' }).blur())
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(deletionsOf(app)).toEqual([])
    await userEvent.unhover(screen.getByText('1 video deleted.'))
    await act(() => vi.advanceTimersByTimeAsync(6_100))
    expect(deletionsOf(app)).toHaveLength(1)
  } finally {
    vi.useRealTimers()
  }
})

it('the close button sends the deletion at once, and the focus moves to the next video', async () => {
  const app = createTestApp()
  const [, boat] = await createVideos(app)
  app.show(<VideoLibrary />)
  await deleteInDialog('A boat at sea')
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(await findCard('A fox in the snow')).toHaveFocus()
  await waitFor(() => expect(deletionsOf(app)).toEqual([`DELETE /api/videos/${boat}`]))
})

it('a hidden page is not paused, and a page that is left sends what is pending', async () => {
  const app = createTestApp()
  const [fox, boat, kite] = await createVideos(app)
  vi.useFakeTimers({ shouldAdvanceTime: true })
  try {
    const page = app.show(<VideoLibrary />)
    await deleteInDialog('A boat at sea')
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    await act(() => vi.advanceTimersByTimeAsync(6_100))
    expect(deletionsOf(app)).toEqual([`DELETE /api/videos/${boat}`])
    await deleteInDialog('A fox in the snow')
    act(() => void dispatchEvent(new Event('pagehide')))
    await waitFor(() => expect(deletionsOf(app)).toContain(`DELETE /api/videos/${fox}`))
    await deleteInDialog('A kite over dunes')
    page.unmount()
    await waitFor(() => expect(deletionsOf(app)).toContain(`DELETE /api/videos/${kite}`))
  } finally {
    vi.useRealTimers()
  }
})

it('a deletion that fails brings the video back, says why, and can be tried again', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.intercept.with = ({ method }) => (method === 'DELETE' ? Promise.reject(new TypeError('network')) : undefined)
  app.show(<VideoLibrary />)
  await deleteInDialog('A boat at sea')
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(await screen.findByText('Not deleted. The server cannot be reached')).toBeVisible()
  expect(shownPrompts()).toEqual(prompts.toReversed())
  app.intercept.with = undefined
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(shownPrompts()).toEqual(['A kite over dunes', 'A fox in the snow'])
  expect(screen.queryByText(/^Not deleted/)).toBeNull()
})

it.each([
  ['with a selection bar', <VideoLibrarySelectionBar key="bar" />],
  ['without one', null],
])('a composition %s has one bar', async (_, bar) => {
  const app = createTestApp()
  await createVideos(app)
  app.show(
    <VideoLibraryRoot>
      <VideoLibraryGrid />
      {bar}
      <VideoLibraryDialog />
    </VideoLibraryRoot>,
  )
  await deleteInDialog('A boat at sea')
  expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(1)
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => expect(await findCard('A boat at sea')).toHaveFocus())
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})
