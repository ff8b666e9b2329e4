// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { VideoError } from '@dailies/core'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoLibrary, type LibraryFilter, type VideoLibraryProps } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { mockMedia } from '../testing/mock-media'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => {
  localStorage.clear()
  mockMedia()
})

const createVideos = async ({ videos, advance }: TestApp) => {
  const ids: string[] = []
  for (const prompt of ['A fox', 'A boat']) {
    ids.push((await videos.create({ prompt, model: 'mini', size: '320x192' })).id)
    await advance(60)
  }
  return { fox: ids[0] ?? '', boat: ids[1] ?? '' }
}
const shownPrompts = () =>
  screen.queryAllByRole('button', { name: /^Open video: / }).map(({ textContent }) => textContent)
const selectedBoxes = () => screen.getAllByRole('checkbox').map((box) => box instanceof HTMLInputElement && box.checked)
const order = () => screen.findByRole('combobox', { name: 'Order' })

it('starts with its defaults', async () => {
  const app = createTestApp()
  const { fox } = await createVideos(app)
  app.show(<VideoLibrary defaultOrder="asc" defaultFilter="done" defaultSearch="a" defaultSelectedIds={[fox]} />)
  await waitFor(() => expect(shownPrompts()).toEqual(['A fox', 'A boat']))
  expect(await order()).toHaveValue('asc')
  expect(screen.getByRole('radio', { name: 'Done' })).toBeChecked()
  expect(screen.getByRole('searchbox')).toHaveValue('a')
  expect(selectedBoxes()).toEqual([true, false])
})

it('only requests changes of controlled state', async () => {
  const app = createTestApp()
  const { fox, boat } = await createVideos(app)
  const handlers = {
    onFilterChange: vi.fn<(filter: LibraryFilter) => void>(),
    onModelChange: vi.fn<(model: string) => void>(),
    onSearchChange: vi.fn<(search: string) => void>(),
    onOrderChange: vi.fn<(order: 'asc' | 'desc') => void>(),
    onSelectedIdsChange: vi.fn<(ids: readonly string[]) => void>(),
    onOpenVideoIdChange: vi.fn<(id: string | null) => void>(),
  }
  const state = { filter: 'all', model: '', search: '', order: 'asc', selectedIds: [fox], openVideoId: null } as const
  app.show(<VideoLibrary {...state} {...handlers} />)
  await waitFor(() => expect(shownPrompts()).toEqual(['A fox', 'A boat']))
  await userEvent.click(screen.getByRole('radio', { name: 'Running' }))
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Model' }), 'Lamp')
  await userEvent.type(screen.getByRole('searchbox'), 'x')
  await userEvent.selectOptions(await order(), 'Newest first')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select video: A boat' }))
  await userEvent.click(screen.getByRole('button', { name: 'Open video: A boat' }))
  expect(Object.values(handlers).map(({ mock }) => mock.calls)).toEqual([
    [['running']],
    [['lamp-1']],
    [['x']],
    [['desc']],
    [[[fox, boat]]],
    [[boat]],
  ])
  expect(shownPrompts()).toEqual(['A fox', 'A boat'])
  expect(selectedBoxes()).toEqual([true, false])
  expect(screen.queryByRole('dialog')).toBeNull()
})

const Routed = (props: VideoLibraryProps) => {
  const [id, setId] = useState<string | null>(null)
  const [selected, setSelected] = useState<readonly string[]>([])
  return (
    <>
      <p>{`open ${id ?? 'none'}, ${selected.length} selected`}</p>
      <VideoLibrary
        {...props}
        openVideoId={id}
        onOpenVideoIdChange={setId}
        selectedIds={selected}
        onSelectedIdsChange={setSelected}
      />
    </>
  )
}

it('follows the open video and the selection that its user keeps', async () => {
  const app = createTestApp()
  const { fox } = await createVideos(app)
  app.show(<Routed />)
  await userEvent.click(await screen.findByRole('button', { name: 'Open video: A fox' }))
  expect(await screen.findByRole('dialog', { name: 'A fox' })).toBeVisible()
  expect(screen.getByText(`open ${fox}, 0 selected`)).toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select video: A fox' }))
  expect(screen.getByText('open none, 1 selected')).toBeVisible()
  expect(screen.getByRole('checkbox', { name: 'Select video: A fox' })).toBeChecked()
  await userEvent.click(screen.getByRole('button', { name: 'Clear selection' }))
  expect(screen.getByText('open none, 0 selected')).toBeVisible()
})

it('opens its default video at first', async () => {
  const app = createTestApp()
  const { boat } = await createVideos(app)
  app.show(<VideoLibrary defaultOpenVideoId={boat} />)
  expect(await screen.findByRole('dialog', { name: 'A boat' })).toBeVisible()
})

it('calls onError if the list cannot be loaded', async () => {
  const app = createTestApp()
  app.intercept.with = ({ url }) =>
    new URL(url).pathname === '/api/videos'
      ? Promise.resolve(Response.json({ error: { code: 'forbidden', message: 'No.' } }, { status: 403 }))
      : undefined
  const onError = vi.fn<(error: VideoError) => void>()
  app.show(<VideoLibrary onError={onError} />)
  await waitFor(() => expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'forbidden' })))
})

it('filters failed videos', async () => {
  const app = createTestApp()
  await createVideos(app)
  await app.videos.create({ prompt: 'A scene of gore', model: 'mini', size: '320x192' })
  await app.advance(60)
  app.show(<VideoLibrary />)
  await waitFor(() => expect(shownPrompts()).toHaveLength(3))
  await userEvent.click(screen.getByRole('radio', { name: 'Failed' }))
  await waitFor(() => expect(shownPrompts()).toEqual(['A scene of gore']))
})
