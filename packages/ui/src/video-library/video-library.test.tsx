// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoLibrary, VideoPrompt } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()

beforeEach(() => {
  localStorage.clear()
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {})
})

const longTimeout = { timeout: 8_000 }
const prompts = ['A fox in the snow', 'A boat at sea', 'A kite over dunes']

const createVideos = async ({ videos, advance }: TestApp, newPrompts = prompts) => {
  const ids: string[] = []
  for (const prompt of newPrompts) {
    ids.push((await videos.create({ prompt, model: 'mini', size: '320x192' })).id)
    await advance(30)
  }
  return ids
}

const shownPrompts = () =>
  screen.queryAllByRole('button', { name: /^Open video: / }).map(({ textContent }) => textContent)
const findCard = (prompt: string) => screen.findByRole('button', { name: `Open video: ${prompt}` })

it('sorts by creation time, newest or oldest first', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.show(<VideoLibrary />)
  await waitFor(() => expect(shownPrompts()).toEqual(prompts.toReversed()))
  expect(screen.getByText('3 videos')).toBeVisible()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Oldest first')
  await waitFor(() => expect(shownPrompts()).toEqual(prompts))
})

it('searches the prompts for terms in any order', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.show(<VideoLibrary />)
  await findCard('A fox in the snow')
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search videos' }), 'SNOW fox')
  await waitFor(() => expect(shownPrompts()).toEqual(['A fox in the snow']))
  await userEvent.type(screen.getByRole('searchbox'), ' whale')
  expect(await screen.findByText('No videos match.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show all videos' }))
  await waitFor(() => expect(shownPrompts()).toHaveLength(3))
})

it('filters running videos, and updates the list when one starts and completes', async () => {
  const app = createTestApp()
  await createVideos(app, ['A fox in the snow'])
  app.show(<VideoLibrary />)
  await findCard('A fox in the snow')
  await userEvent.click(screen.getByRole('radio', { name: 'Running' }))
  await screen.findByText('No videos match.')
  await app.videos.create({ prompt: 'A boat at sea', model: 'mini', size: '320x192' })
  await waitFor(() => expect(shownPrompts()).toEqual(['A boat at sea']), longTimeout)
  expect(screen.getByRole('progressbar')).toBeInTheDocument()
  await app.advance(60)
  await screen.findByText('No videos match.', undefined, longTimeout)
  await userEvent.click(screen.getByRole('radio', { name: 'Done' }))
  expect(shownPrompts()).toEqual(['A boat at sea', 'A fox in the snow'])
})

it('has a heading, and one live region for all videos', async () => {
  const app = createTestApp()
  await createVideos(app)
  const { id } = await app.videos.create({ prompt: 'A crow', model: 'mini', size: '320x192' })
  app.show(<VideoLibrary />)
  await findCard('A crow')
  expect(screen.getByRole('heading', { level: 2, name: 'Your videos' })).toBeInTheDocument()
  const cards = document.querySelectorAll('.dl-card output')
  expect(cards).toHaveLength(0)
  await app.advance(60)
  await waitFor(
    () => expect(document.querySelector('output[aria-live]')).toHaveTextContent('The video is ready'),
    longTimeout,
  )
  expect((await app.videos.retrieve(id)).status).toBe('completed')
})

it('opens the dialog of a video, and returns the focus to its card when it closes', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.show(<VideoLibrary />)
  await userEvent.click(await findCard('A boat at sea'))
  const dialog = await screen.findByRole('dialog', { name: 'A boat at sea' })
  expect(within(dialog).getByLabelText('A boat at sea', { selector: 'video' })).toBeInTheDocument()
  expect(within(dialog).getByText('320 × 192', { exact: false })).toBeVisible()
  expect(within(dialog).getByRole('link', { name: 'Download' })).toHaveAttribute(
    'href',
    expect.stringContaining('download=1'),
  )
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(await findCard('A boat at sea')).toHaveFocus()
})

it('moves the focus between cards with the arrow keys', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.show(<VideoLibrary />)
  const first = await findCard('A kite over dunes')
  first.focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(await findCard('A boat at sea')).toHaveFocus()
  await userEvent.keyboard('{End}')
  expect(await findCard('A fox in the snow')).toHaveFocus()
})

it('hides a failed video on this device permanently', async () => {
  const app = createTestApp()
  await createVideos(app, ['A fox in the snow', 'A scene of gore'])
  const page = app.show(<VideoLibrary />)
  await userEvent.click(await screen.findByRole('button', { name: 'Hide on this device' }))
  await waitFor(() => expect(shownPrompts()).toEqual(['A fox in the snow']))
  page.unmount()
  app.show(<VideoLibrary />)
  await findCard('A fox in the snow')
  expect(shownPrompts()).toEqual(['A fox in the snow'])
  expect((await app.videos.list()).data).toHaveLength(2)
})

it('a retried video replaces the failed one and receives its focus', async () => {
  const app = createTestApp()
  const [, boat = ''] = await createVideos(app, ['A fox in the snow', 'A boat at sea'])
  const failed = { ...(await app.videos.retrieve(boat)), status: 'failed', error: { code: 'stopped', message: '' } }
  app.intercept.with = ({ method, url }) => {
    if (method !== 'GET') return undefined
    if (url.endsWith(boat)) return Promise.resolve(Response.json(failed))
    if (!url.includes('/videos?')) return undefined
    const list = async () => {
      const { data, ...rest } = await app.videos.list()
      return Response.json({ ...rest, data: data.map((video) => (video.id === boat ? failed : video)) })
    }
    app.intercept.with = undefined
    return list()
  }
  app.show(<VideoLibrary />)
  const retryButton = await screen.findByRole('button', { name: 'Try again' })
  act(() => retryButton.focus())
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(retryButton).not.toBeInTheDocument())
  expect(shownPrompts()).toEqual(['A boat at sea', 'A fox in the snow'])
  expect(await findCard('A boat at sea')).toHaveFocus()
})

it('fills a declined prompt into the VideoPrompt for editing, and focuses it', async () => {
  const app = createTestApp()
  await createVideos(app, ['A scene of gore'])
  app.show(
    <>
      <VideoPrompt />
      <VideoLibrary />
    </>,
  )
  await userEvent.click(await findCard('A scene of gore'))
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Edit prompt' }))
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A scene of gore')
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
})

it('a remix that is created after its dialog was closed appears in the grid and does not open', async () => {
  const app = createTestApp()
  await createVideos(app, ['A fox in the snow'])
  app.show(<VideoLibrary />)
  await userEvent.click(await findCard('A fox in the snow'))
  await userEvent.click(await screen.findByRole('button', { name: 'Remix' }))
  await userEvent.type(await screen.findByRole('textbox', { name: 'What should change?' }), 'Make it night')
  let respond = () => {}
  const pendingResponse = new Promise<void>((resolve) => (respond = resolve))
  app.intercept.with = (request) => {
    if (request.method !== 'POST') return undefined
    app.intercept.with = undefined
    return pendingResponse.then(() => app.fetch(request))
  }
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }))
  expect(await screen.findByRole('button', { name: 'Sending' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  respond()
  await waitFor(() => expect(shownPrompts()).toHaveLength(2), longTimeout)
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('shows the error of a remix that is rejected after its dialog was closed', async () => {
  const app = createTestApp()
  await createVideos(app, ['A fox in the snow'])
  app.show(<VideoLibrary />)
  await userEvent.click(await findCard('A fox in the snow'))
  await userEvent.click(await screen.findByRole('button', { name: 'Remix' }))
  await userEvent.type(await screen.findByRole('textbox', { name: 'What should change?' }), 'Make it night')
  let reject = () => {}
  const pendingResponse = new Promise<void>((resolve) => (reject = resolve))
  app.intercept.with = (request) => {
    if (request.method !== 'POST') return undefined
    app.intercept.with = undefined
    const error = { code: 'moderation_blocked', message: 'no', type: 'invalid_request_error', param: 'prompt' }
    return pendingResponse.then(() => Response.json({ error }, { status: 400 }))
  }
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }))
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  reject()
  expect(await screen.findByText('This prompt was declined')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Remix' }))
  expect(await screen.findByRole('dialog')).toBeVisible()
  expect(screen.queryByText('This prompt was declined')).toBeNull()
})

it('clears the selection on Escape', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.show(<VideoLibrary />)
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Select video: A fox in the snow' }))
  expect(screen.getByText('1 selected')).toBeVisible()
  act(() => screen.getByRole('checkbox', { name: 'Select video: A fox in the snow' }).focus())
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByText('1 selected')).toBeNull()
})

it('selects a range with Shift, by mouse and by arrow keys', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.show(<VideoLibrary />)
  const findCheckbox = (prompt: string) => screen.findByRole('checkbox', { name: `Select video: ${prompt}` })
  const user = userEvent.setup()
  await user.click(await findCheckbox('A kite over dunes'))
  await user.keyboard('{Shift>}')
  await user.click(await findCheckbox('A fox in the snow'))
  await user.keyboard('{/Shift}')
  expect(screen.getByText('3 selected')).toBeVisible()

  await user.click(screen.getByRole('button', { name: 'Clear selection' }))
  const first = await findCard('A kite over dunes')
  first.focus()
  await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowLeft}{/Shift}')
  expect(await findCard('A boat at sea')).toHaveFocus()
  expect(await findCheckbox('A kite over dunes')).toBeChecked()
  expect(await findCheckbox('A boat at sea')).toBeChecked()
  expect(await findCheckbox('A fox in the snow')).not.toBeChecked()
})

it('loads the next page with the button', async () => {
  const app = createTestApp()
  await createVideos(app)
  app.show(<VideoLibrary pageSize={2} />)
  await waitFor(() => expect(shownPrompts()).toHaveLength(2))
  expect(screen.getByText('2 videos so far')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
  await waitFor(() => expect(shownPrompts()).toEqual(prompts.toReversed()))
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
})

it('an empty library has example prompts, and a click fills one into the VideoPrompt', async () => {
  const app = createTestApp()
  app.show(
    <>
      <VideoPrompt />
      <VideoLibrary />
    </>,
  )
  expect(await screen.findByText('No videos yet.')).toBeVisible()
  expect(screen.queryByRole('searchbox')).not.toBeInTheDocument()
  expect(screen.queryByText('0 videos')).not.toBeInTheDocument()
  await userEvent.click(await screen.findByRole('button', { name: /paper boat.*Use/ }))
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue(
    'Close-up of a paper boat floating down a rain gutter, shallow focus, soft grey light',
  )
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
})

it('shows an error if the list cannot be loaded, and retries with the button', async () => {
  const app = createTestApp()
  app.intercept.with = () => Promise.reject(new TypeError('network'))
  app.show(<VideoLibrary />)
  expect(await screen.findByText('The server cannot be reached')).toBeVisible()
  expect(screen.getByText('Nothing is lost. Try again in a moment.')).toBeVisible()
  expect(screen.queryByText('0 videos')).not.toBeInTheDocument()
  app.intercept.with = undefined
  await createVideos(app, ['A fox in the snow'])
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await findCard('A fox in the snow')).toBeVisible()
})

it('retries automatically when the browser is online again', async () => {
  const app = createTestApp()
  await createVideos(app, ['A fox in the snow'])
  app.intercept.with = () => Promise.reject(new TypeError('network'))
  app.show(<VideoLibrary />)
  expect(await screen.findByText('The server cannot be reached')).toBeVisible()
  app.intercept.with = undefined
  act(() => void dispatchEvent(new Event('online')))
  expect(await findCard('A fox in the snow')).toBeVisible()
})
