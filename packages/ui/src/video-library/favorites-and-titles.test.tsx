// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { VideoLibrary } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp, type TestAppOptions } from '../testing/test-app'

expectNoConsoleErrors()

beforeEach(() => {
  localStorage.clear()
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {})
})

const prompts = ['A fox in the snow', 'A boat at sea', 'A kite over dunes']

async function open(options: TestAppOptions = {}) {
  const app = createTestApp(options)
  const ids: string[] = []
  for (const prompt of prompts) {
    ids.push((await app.videos.create({ prompt, model: 'mini', size: '320x192' })).id)
    await app.advance(30)
  }
  return { ...app, ids }
}

const shown = () =>
  screen.queryAllByRole('button', { name: /^Open video: / }).map((card) => card.getAttribute('aria-label')?.slice(12))
const star = (prompt: string) => screen.findByRole('button', { name: `Favorite: ${prompt}` })
/** Rejects every update, after the test has looked at the page. */
function rejectUpdates({ intercept }: TestApp) {
  let reject = (): void => {}
  intercept.with = ({ method, url }) =>
    method === 'POST' && /video_\w+$/.test(url)
      ? new Promise((resolve) => {
          reject = () => resolve(Response.json({ error: { code: 'rate_limited', message: 'Slow.' } }, { status: 429 }))
        })
      : undefined
  return () => reject()
}

describe('a favorite', () => {
  it('is marked on the card, kept by the server, and listed by the filter', async () => {
    const { show, videos, ids } = await open()
    show(<VideoLibrary />)
    await userEvent.click(await star('A boat at sea'))
    expect(await star('A boat at sea')).toHaveAttribute('aria-pressed', 'true')
    await waitFor(async () =>
      expect((await videos.retrieve(ids[1] ?? '')).metadata).toEqual({ 'dailies.favorite': 'true' }),
    )
    await userEvent.click(screen.getByRole('radio', { name: 'Favorites' }))
    await waitFor(() => expect(shown()).toEqual(['A boat at sea']))
  })

  it('leaves the list of favorites by keyboard, and the focus moves to the next one, then to the filter', async () => {
    const { show, videos, ids } = await open()
    for (const id of ids.slice(0, 2)) await videos.update(id, { metadata: { 'dailies.favorite': 'true' } })
    show(<VideoLibrary defaultFilter="favorites" />)
    ;(await star('A boat at sea')).focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(shown()).toEqual(['A fox in the snow']))
    expect(screen.getByRole('button', { name: 'Open video: A fox in the snow' })).toHaveFocus()
    ;(await star('A fox in the snow')).focus()
    await userEvent.keyboard(' ')
    expect(await screen.findByText('No videos match.')).toBeVisible()
    expect(screen.getByRole('radio', { name: 'Favorites' })).toHaveFocus()
  })

  it('is taken back with an error if the server rejects it', async () => {
    const app = await open()
    const onError = vi.fn()
    app.show(<VideoLibrary onError={onError} />)
    const button = await star('A fox in the snow')
    const reject = rejectUpdates(app)
    await userEvent.click(button)
    expect(button).toHaveAttribute('aria-pressed', 'true')
    reject()
    await waitFor(() => expect(button).toHaveAttribute('aria-pressed', 'false'))
    expect(await screen.findByText('Too many requests')).toBeVisible()
    await waitFor(() => expect(onError).toHaveBeenCalledTimes(1))
  })
})

describe('a title', () => {
  const openDialog = async (name: string) => {
    await userEvent.click(await screen.findByRole('button', { name: `Open video: ${name}` }))
    return screen.findByRole('dialog', { name })
  }

  it('is given in the dialog by keyboard, shown on the card beside the prompt, and found by the search', async () => {
    const { show, videos, ids } = await open()
    show(<VideoLibrary />)
    const dialog = await openDialog('A boat at sea')
    within(dialog).getByRole('button', { name: 'Add a title' }).focus()
    await userEvent.keyboard('{Enter}')
    expect(within(dialog).getByRole('textbox', { name: 'Title' })).toHaveFocus()
    await userEvent.keyboard('  Opening   shot {Enter}')
    expect(dialog).toHaveAccessibleName('Opening shot')
    expect(within(dialog).getByText('A boat at sea')).toBeVisible()
    expect(within(dialog).getByRole('button', { name: 'Edit the title' })).toHaveFocus()
    await waitFor(async () =>
      expect((await videos.retrieve(ids[1] ?? '')).metadata?.['dailies.title']).toBe('Opening shot'),
    )
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    await userEvent.type(screen.getByRole('searchbox'), 'OPENING sea')
    await waitFor(() => expect(shown()).toEqual(['Opening shot']))
    expect(screen.getByText('A boat at sea')).toBeVisible()
  })

  it('Escape ends the editing and keeps the dialog; an empty title is removed', async () => {
    const { show, videos, ids } = await open()
    await videos.update(ids[1] ?? '', { metadata: { 'dailies.title': 'Opening' } })
    show(<VideoLibrary />)
    const dialog = await openDialog('Opening')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Edit the title' }))
    await userEvent.keyboard('Other{Escape}')
    expect(dialog).toHaveAccessibleName('Opening')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Edit the title' }))
    // The text is selected.
    await userEvent.keyboard('{Backspace}{Enter}')
    await waitFor(() => expect(dialog).toHaveAccessibleName('A boat at sea'))
    await waitFor(async () => expect((await videos.retrieve(ids[1] ?? '')).metadata).toEqual({}))
  })

  it('is taken back with an error in the dialog if the server rejects it', async () => {
    const app = await open()
    app.show(<VideoLibrary />)
    const dialog = await openDialog('A boat at sea')
    const reject = rejectUpdates(app)
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add a title' }))
    await userEvent.keyboard('Opening{Enter}')
    expect(dialog).toHaveAccessibleName('Opening')
    reject()
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Too many requests')
    expect(dialog).toHaveAccessibleName('A boat at sea')
  })
})

it('offers neither where the server has no metadata', async () => {
  const app = await open()
  app.intercept.with = async (request) => {
    const response = await app.fetch(request)
    if (!request.url.endsWith('/capabilities')) return response
    const { metadata: _metadata, search: _search, ...rest } = (await response.json()) as Record<string, unknown>
    return Response.json(rest)
  }
  app.show(<VideoLibrary />)
  await userEvent.click(await screen.findByRole('button', { name: 'Open video: A boat at sea' }))
  const dialog = await screen.findByRole('dialog', { name: 'A boat at sea' })
  expect(within(dialog).queryByRole('button', { name: /Favorite|title/ })).toBeNull()
  await userEvent.keyboard('{Escape}')
  await screen.findByRole('radio', { name: 'Done' })
  expect(screen.queryByRole('button', { name: /Favorite/ })).toBeNull()
  expect(screen.queryByRole('radio', { name: 'Favorites' })).toBeNull()
})

describe('the search', () => {
  const listRequests = (urls: string[]) => urls.map((url) => new URL(url).searchParams.get('query'))

  it('finds a video that is not loaded, and asks the server once the user pauses', async () => {
    const app = await open()
    const urls: string[] = []
    app.intercept.with = ({ method, url }) => {
      if (method === 'GET' && url.includes('/videos?')) urls.push(url)
      return undefined
    }
    app.show(<VideoLibrary pageSize={1} />)
    await screen.findByRole('button', { name: 'Open video: A kite over dunes' })
    await userEvent.type(screen.getByRole('searchbox'), 'fox')
    await waitFor(() => expect(shown()).toEqual(['A fox in the snow']))
    expect(screen.getByText('1 video')).toBeVisible()
    expect(listRequests(urls)).toEqual([null, 'fox'])
    await userEvent.clear(screen.getByRole('searchbox'))
    await waitFor(() => expect(shown()).toEqual(['A kite over dunes']))
    expect(listRequests(urls)).toEqual([null, 'fox'])
  })

  it('searches what is loaded while the server is not reachable', async () => {
    const app = await open()
    app.show(<VideoLibrary />)
    await screen.findByRole('button', { name: 'Open video: A kite over dunes' })
    app.intercept.with = ({ url }) =>
      url.includes('query=') ? Promise.reject(new TypeError('Failed to fetch')) : undefined
    await userEvent.type(screen.getByRole('searchbox'), 'fox')
    await waitFor(() => expect(shown()).toEqual(['A fox in the snow']))
    expect(await screen.findByText('The server cannot be reached')).toBeVisible()
  })
})
