// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { VideoLibrary, type VideoLibraryProps } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { mockMedia } from '../testing/mock-media'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => {
  localStorage.clear()
  mockMedia()
})

/** A boat, three takes of a fox, and a kite; the last take is not done yet if `isRunning`. */
async function open(props: VideoLibraryProps = {}, { isRunning = false, hasMetadata = true } = {}) {
  const app = createTestApp()
  const ids: string[] = []
  const create = async (prompt: string, group?: string) => {
    const metadata = group === undefined ? {} : { metadata: { 'dailies.take_group': group } }
    ids.push((await app.videos.create({ prompt, model: 'mini', size: '320x192', ...metadata })).id)
    if (!(isRunning && ids.length === 5)) await app.advance(30)
  }
  await create('A boat')
  await create('A fox', 'fox')
  await create('A fox', 'fox')
  await create('A kite')
  await create('A fox', 'fox')
  if (!hasMetadata)
    app.intercept.with = async (request) => {
      const response = await app.fetch(request)
      if (!request.url.endsWith('/capabilities')) return response
      const { metadata: _metadata, search: _search, ...rest } = (await response.json()) as Record<string, unknown>
      return Response.json(rest)
    }
  app.show(<VideoLibrary {...props} />)
  await screen.findByRole('button', { name: 'Open video: A kite' })
  return { ...app, ids }
}

const cards = () => [...document.querySelectorAll('[data-video]')].map(({ textContent }) => textContent)
const stack = () => screen.findByRole('button', { name: 'Show takes: A fox' })
const foxes = () => screen.queryAllByRole('button', { name: 'Open video: A fox' })

describe('takes of one prompt', () => {
  it('lie as one stack at the place of the newest, with their number', async () => {
    await open()
    expect(await stack()).toHaveAttribute('aria-expanded', 'false')
    expect(screen.getByText('3 takes')).toBeVisible()
    expect(screen.getByText('5 videos')).toBeVisible()
    expect(cards()).toEqual(['A fox', 'A kite', 'A boat'])
    expect(foxes()).toEqual([])
  })

  it('say how many are done', async () => {
    const { advance } = await open({}, { isRunning: true })
    expect(await screen.findByText('2 of 3 takes done')).toBeVisible()
    await advance(60)
    expect(await screen.findByText('3 takes')).toBeVisible()
  })

  it('show the progress of one that renders while others wait', async () => {
    const app = createTestApp({ sandbox: { maxRunningJobs: 1 } })
    const take = { prompt: 'A fox', model: 'mini', metadata: { 'dailies.take_group': 'fox' } }
    const [first] = [await app.videos.create(take), await app.videos.create(take)]
    await app.advance(4)
    expect(await app.videos.retrieve(first.id)).toMatchObject({ status: 'in_progress' })
    app.show(<VideoLibrary />)
    await stack()
    const bar = await within(document.querySelector<HTMLElement>('.dl-stack')!).findByRole('progressbar')
    expect(Number(bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
    await app.advance(60)
  })

  it('are shown in place, stacked again by Escape, and the focus follows', async () => {
    await open()
    await userEvent.click(await stack())
    await waitFor(() => expect(cards()).toEqual(['A fox', 'A fox', 'A fox', 'A kite', 'A boat']))
    expect(foxes()[0]).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{Escape}')
    expect(await stack()).toHaveFocus()
    await userEvent.keyboard('t')
    await waitFor(() => expect(foxes()).toHaveLength(3))
    await userEvent.click(screen.getByRole('button', { name: /Stack the takes$/ }))
    expect(await stack()).toHaveFocus()
  })

  it('are selected together, and partly once they are shown', async () => {
    const { ids } = await open()
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select all takes: A fox' }))
    expect(screen.getByText('3 selected')).toBeVisible()
    await userEvent.click(await stack())
    await userEvent.click(screen.getAllByRole('checkbox', { name: 'Select video: A fox' })[0] ?? document.body)
    expect(screen.getByText('2 selected')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: /Stack the takes$/ }))
    const box = await screen.findByRole('checkbox', { name: 'Select all takes: A fox' })
    expect(box).toHaveProperty('indeterminate', true)
    expect(ids).toHaveLength(5)
  })

  it('are part of a range as a whole', async () => {
    await open()
    ;(await screen.findByRole('button', { name: 'Open video: A kite' })).focus()
    await stack()
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
    expect(screen.getByText('4 selected')).toBeVisible()
    expect(await stack()).toHaveFocus()
  })

  it('are compared by one press, and by its key', async () => {
    await open()
    ;(await stack()).focus()
    await userEvent.keyboard('c')
    expect(await within(await screen.findByRole('dialog')).findAllByRole('figure')).toHaveLength(3)
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await stack()).toHaveFocus()
    await userEvent.click(screen.getByRole('button', { name: 'Compare the takes' }))
    expect(await screen.findByRole('dialog', { name: 'Compare videos' })).toBeVisible()
  })

  it('are a video where only one is listed: by a filter, or after the others were deleted', async () => {
    const { videos, ids } = await open()
    await stack()
    await videos.update(ids[1] ?? '', { metadata: { 'dailies.favorite': 'true' } })
    await userEvent.click(screen.getByRole('radio', { name: 'Favorites' }))
    await waitFor(() => expect(foxes()).toHaveLength(1))
    expect(cards()).toEqual(['A fox'])
  })

  it('grow when the next page has more of them', async () => {
    await open({ pageSize: 2 })
    expect(foxes()).toHaveLength(1)
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await stack()).toBeVisible()
    expect(await screen.findByText('3 takes')).toBeVisible()
  })

  it('are separate videos where the server has no metadata', async () => {
    await open({}, { hasMetadata: false })
    expect(foxes()).toHaveLength(3)
    expect(cards()).toEqual(['A fox', 'A kite', 'A fox', 'A fox', 'A boat'])
  })
})

it('selects by X, marks a favorite by F, and scrubs by S from the card', async () => {
  await open()
  screen.getByRole('button', { name: 'Open video: A boat' }).focus()
  await userEvent.keyboard('x')
  expect(screen.getByText('1 selected')).toBeVisible()
  await userEvent.keyboard('f')
  expect(screen.getByRole('button', { name: 'Favorite: A boat' })).toHaveAttribute('aria-pressed', 'true')
  await userEvent.keyboard('s')
  expect(document.activeElement).toHaveAttribute('role', 'slider')
  await userEvent.keyboard('{Escape}')
  expect(screen.getByRole('button', { name: 'Open video: A boat' })).toHaveFocus()
  expect(screen.getByText('1 selected')).toBeVisible()
})
