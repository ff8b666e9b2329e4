// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { Video } from '@dailies/core'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { VideoLibrary, VideoLibraryGrid, VideoLibrarySelectionBar, type VideoLibraryProps } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { mockMedia } from '../testing/mock-media'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => {
  localStorage.clear()
  mockMedia()
})

const prompts = ['A fox', 'A boat', 'A kite', 'A barn', 'A mill']

async function open(props: VideoLibraryProps = {}, { hasMetadata = true } = {}) {
  const app = createTestApp()
  const ids: string[] = []
  for (const prompt of prompts) {
    ids.push((await app.videos.create({ prompt, model: 'mini', size: '320x192' })).id)
    await app.advance(30)
  }
  ids.push((await app.videos.create({ prompt: 'Still running', model: 'mini', size: '320x192' })).id)
  if (!hasMetadata)
    app.intercept.with = async (request) => {
      const response = await app.fetch(request)
      if (!request.url.endsWith('/capabilities')) return response
      const { metadata: _metadata, search: _search, ...rest } = (await response.json()) as Record<string, unknown>
      return Response.json(rest)
    }
  app.show(<VideoLibrary {...props} />)
  await screen.findByRole('button', { name: 'Open video: A fox' })
  return { ...app, ids }
}

const select = async (...names: string[]) => {
  for (const name of names) await userEvent.click(screen.getByRole('checkbox', { name: `Select video: ${name}` }))
}
const compareButton = () => screen.getByRole('button', { name: 'Compare' })
const dialog = () => screen.findByRole('dialog', { name: 'Compare videos' })
const hint = 'Select 2 to 4 completed videos to compare them.'

describe('Compare in the selection bar', () => {
  it.each([
    ['two', ['A fox', 'A boat']],
    ['four', ['A fox', 'A boat', 'A kite', 'A barn']],
  ])('compares %s', async (_count, names) => {
    await open()
    await select(...names)
    expect(compareButton()).not.toHaveAttribute('aria-disabled')
    await userEvent.click(compareButton())
    expect(await within(await dialog()).findAllByRole('figure')).toHaveLength(names.length)
  })

  it.each([
    ['one', ['A fox']],
    ['five', prompts],
    ['one that is not completed', ['A fox', 'Still running']],
  ])('says what it needs with %s', async (_count, names) => {
    await open()
    await select(...names)
    expect(compareButton()).toHaveAttribute('aria-disabled', 'true')
    expect(compareButton()).toHaveAccessibleDescription(hint)
    await userEvent.click(compareButton())
    expect(screen.getByText(hint)).toHaveClass('dl-selection-hint')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('returns the focus when the dialog is closed by Escape, and keeps the selection', async () => {
    const { ids } = await open()
    await select('A fox', 'A boat')
    await userEvent.click(compareButton())
    const figures = within(await dialog()).getAllByRole('figure')
    expect(figures.map((figure) => figure.getAttribute('aria-label'))).toEqual(['A: A fox', 'B: A boat'])
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(compareButton()).toHaveFocus()
    expect(screen.getByText('2 selected')).toBeVisible()
    expect(ids).toHaveLength(6)
  })
})

describe('Keep this one', () => {
  it('marks a favorite, ends the comparison and the selection, and focuses the card', async () => {
    const onKeep = vi.fn<(video: Video) => void>()
    const { ids, videos } = await open({ onKeep })
    await select('A fox', 'A boat')
    await userEvent.click(compareButton())
    await userEvent.click(await within(await dialog()).findByRole('button', { name: 'Keep this one: B' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.getByRole('button', { name: 'Open video: A boat' })).toHaveFocus()
    expect(screen.queryByText('2 selected')).toBeNull()
    expect(onKeep.mock.calls.map(([{ id }]) => id)).toEqual([ids[1]])
    await waitFor(async () =>
      expect((await videos.retrieve(ids[1] ?? '')).metadata).toEqual({ 'dailies.favorite': 'true' }),
    )
    expect((await videos.retrieve(ids[0] ?? '')).metadata ?? {}).toEqual({})
  })

  it('is not offered where it would change nothing', async () => {
    const { ids } = await open({}, { hasMetadata: false })
    await select('A fox', 'A boat')
    await userEvent.click(compareButton())
    expect(await within(await dialog()).findAllByRole('figure')).toHaveLength(2)
    expect(within(await dialog()).queryByRole('button', { name: /Keep/ })).toBeNull()
    expect(ids).toHaveLength(6)
  })

  it('shows an error if the favorite cannot be saved', async () => {
    const { intercept } = await open()
    intercept.with = ({ method, url }) =>
      method === 'POST' && /video_\w+$/.test(url)
        ? Promise.resolve(Response.json({ error: { code: 'rate_limited', message: 'Slow.' } }, { status: 429 }))
        : undefined
    await select('A fox', 'A boat')
    await userEvent.click(compareButton())
    await userEvent.click(await within(await dialog()).findByRole('button', { name: 'Keep this one: A' }))
    expect(await screen.findByText('Too many requests')).toBeVisible()
  })
})

it('is controlled by compareIds', async () => {
  const onCompareIdsChange = vi.fn<(ids: readonly string[]) => void>()
  const { ids } = await open({ compareIds: [], onCompareIdsChange })
  await select('A fox', 'A boat')
  await userEvent.click(compareButton())
  expect(onCompareIdsChange.mock.calls).toEqual([[ids.slice(0, 2)]])
  expect(screen.queryByRole('dialog')).toBeNull()
})

describe('A composition without VideoLibraryCompare', () => {
  const parts = (
    <>
      <VideoLibraryGrid />
      <VideoLibrarySelectionBar />
    </>
  )

  it('has no button that would open nothing', async () => {
    await open({ children: parts })
    await select('A fox', 'A boat')
    expect(screen.getByRole('button', { name: 'Delete' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Compare' })).toBeNull()
  })

  it('has it where the app handles the compared videos', async () => {
    const onCompareIdsChange = vi.fn<(ids: readonly string[]) => void>()
    const { ids } = await open({ children: parts, onCompareIdsChange })
    await select('A fox', 'A boat')
    await userEvent.click(compareButton())
    expect(onCompareIdsChange).toHaveBeenCalledExactlyOnceWith(ids.slice(0, 2))
  })
})
