// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoLibrary, VideoPrompt } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { openStage, type Stage } from '../testing/open-stage'

expectNoConsoleErrors()

beforeEach(() => {
  localStorage.clear()
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {})
})

const soon = { timeout: 8_000 }
const prompts = ['A fox in the snow', 'A boat at sea', 'A kite over dunes']

const seed = async ({ videos, advance }: Stage, these = prompts) => {
  const ids: string[] = []
  for (const prompt of these) {
    ids.push((await videos.create({ prompt, model: 'mini', size: '320x192' })).id)
    await advance(30)
  }
  return ids
}

const shown = () => screen.queryAllByRole('button', { name: /^Open video: / }).map(({ textContent }) => textContent)
const open = (prompt: string) => screen.findByRole('button', { name: `Open video: ${prompt}` })

it('shows the newest first, or the oldest', async () => {
  const stage = openStage()
  await seed(stage)
  stage.show(<VideoLibrary />)
  await waitFor(() => expect(shown()).toEqual(prompts.toReversed()))
  expect(screen.getByText('3 takes')).toBeVisible()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Oldest first')
  await waitFor(() => expect(shown()).toEqual(prompts))
})

it('finds videos by words of their prompts, in any order', async () => {
  const stage = openStage()
  await seed(stage)
  stage.show(<VideoLibrary />)
  await open('A fox in the snow')
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search in prompts' }), 'SNOW fox')
  await waitFor(() => expect(shown()).toEqual(['A fox in the snow']))
  await userEvent.type(screen.getByRole('searchbox'), ' whale')
  expect(await screen.findByText('No video matches.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show all videos' }))
  await waitFor(() => expect(shown()).toHaveLength(3))
})

it('shows those that run, live, and lets one go when it is done', async () => {
  const stage = openStage()
  await seed(stage, ['A fox in the snow'])
  stage.show(<VideoLibrary />)
  await open('A fox in the snow')
  await userEvent.click(screen.getByRole('radio', { name: 'Running' }))
  await screen.findByText('No video matches.')
  await stage.videos.create({ prompt: 'A boat at sea', model: 'mini', size: '320x192' })
  await waitFor(() => expect(shown()).toEqual(['A boat at sea']), soon)
  expect(screen.getByRole('progressbar')).toBeInTheDocument()
  await stage.advance(60)
  await screen.findByText('No video matches.', undefined, soon)
  await userEvent.click(screen.getByRole('radio', { name: 'Done' }))
  expect(shown()).toEqual(['A boat at sea', 'A fox in the snow'])
})

it('has a heading, and one live region however many videos there are', async () => {
  const stage = openStage()
  await seed(stage)
  const { id } = await stage.videos.create({ prompt: 'A crow', model: 'mini', size: '320x192' })
  stage.show(<VideoLibrary />)
  await open('A crow')
  expect(screen.getByRole('heading', { level: 2, name: 'Your videos' })).toBeInTheDocument()
  const cards = document.querySelectorAll('.dl-card output')
  expect(cards).toHaveLength(0)
  await stage.advance(60)
  await waitFor(() => expect(document.querySelector('output[aria-live]')).toHaveTextContent('The video is ready'), soon)
  expect((await stage.videos.retrieve(id)).status).toBe('completed')
})

it('opens a video, and gives the focus back to its card', async () => {
  const stage = openStage()
  await seed(stage)
  stage.show(<VideoLibrary />)
  await userEvent.click(await open('A boat at sea'))
  const dialog = await screen.findByRole('dialog', { name: 'A boat at sea' })
  expect(within(dialog).getByLabelText('A boat at sea', { selector: 'video' })).toBeInTheDocument()
  expect(within(dialog).getByText('320 × 192', { exact: false })).toBeVisible()
  expect(within(dialog).getByRole('link', { name: 'Download' })).toHaveAttribute(
    'href',
    expect.stringContaining('download=1'),
  )
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(await open('A boat at sea')).toHaveFocus()
})

it('deletes only after saying what is lost, and gives it back on request', async () => {
  const stage = openStage()
  const [, boat] = await seed(stage)
  stage.show(<VideoLibrary />)
  await userEvent.click(await open('A boat at sea'))
  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
  const question = await screen.findByRole('alertdialog', { name: 'Delete this video?' })
  expect(question).toHaveAccessibleDescription(/deleted for good/)
  await userEvent.click(within(question).getByRole('button', { name: 'Keep it' }))
  expect(question).not.toBeInTheDocument()

  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Delete video' }))
  await waitFor(() => expect(shown()).toEqual(['A kite over dunes', 'A fox in the snow']))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(shown()).toEqual(prompts.toReversed())
  expect(stage.requests).not.toContain(`DELETE /api/videos/${boat}`)
})

it('what was deleted is sent when the page is left before the time for undoing is over', async () => {
  const stage = openStage()
  const [fox, boat] = await seed(stage)
  const page = stage.show(<VideoLibrary />)
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Select video: A boat at sea' }))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select video: A fox in the snow' }))
  expect(screen.getByText('2 selected')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
  const question = await screen.findByRole('alertdialog', { name: 'Delete 2 videos?' })
  expect(question).toHaveAccessibleDescription(/^The videos, their prompts/)
  expect(within(question).getByRole('button', { name: 'Keep them' })).toHaveFocus()
  await userEvent.click(within(question).getByRole('button', { name: 'Delete videos' }))
  expect(shown()).toEqual(['A kite over dunes'])
  expect(await screen.findByText('2 videos are being deleted')).toBeVisible()
  page.unmount()
  await waitFor(() => {
    expect(stage.requests).toContain(`DELETE /api/videos/${fox}`)
    expect(stage.requests).toContain(`DELETE /api/videos/${boat}`)
  })
})

it('goes from video to video by arrows', async () => {
  const stage = openStage()
  await seed(stage)
  stage.show(<VideoLibrary />)
  const first = await open('A kite over dunes')
  first.focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(await open('A boat at sea')).toHaveFocus()
  await userEvent.keyboard('{End}')
  expect(await open('A fox in the snow')).toHaveFocus()
})

it('a failed video can be hidden on this device, and stays so', async () => {
  const stage = openStage()
  await seed(stage, ['A fox in the snow', 'A scene of gore'])
  const page = stage.show(<VideoLibrary />)
  await userEvent.click(await screen.findByRole('button', { name: 'Hide on this device' }))
  await waitFor(() => expect(shown()).toEqual(['A fox in the snow']))
  page.unmount()
  stage.show(<VideoLibrary />)
  await open('A fox in the snow')
  expect(shown()).toEqual(['A fox in the snow'])
  expect((await stage.videos.list()).data).toHaveLength(2)
})

it('a video that is begun anew takes the place of the failed one, and its focus', async () => {
  const stage = openStage()
  const [, boat = ''] = await seed(stage, ['A fox in the snow', 'A boat at sea'])
  const failed = { ...(await stage.videos.retrieve(boat)), status: 'failed', error: { code: 'stopped', message: '' } }
  stage.intercept.with = ({ method, url }) => {
    if (method !== 'GET') return undefined
    if (url.endsWith(boat)) return Promise.resolve(Response.json(failed))
    if (!url.includes('/videos?')) return undefined
    const list = async () => {
      const { data, ...rest } = await stage.videos.list()
      return Response.json({ ...rest, data: data.map((video) => (video.id === boat ? failed : video)) })
    }
    stage.intercept.with = undefined
    return list()
  }
  stage.show(<VideoLibrary />)
  const again = await screen.findByRole('button', { name: 'Try again' })
  act(() => again.focus())
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(again).not.toBeInTheDocument())
  expect(shown()).toEqual(['A boat at sea', 'A fox in the snow'])
  expect(await open('A boat at sea')).toHaveFocus()
})

it('hands a declined prompt back to be changed, and goes there', async () => {
  const stage = openStage()
  await seed(stage, ['A scene of gore'])
  stage.show(
    <>
      <VideoPrompt />
      <VideoLibrary />
    </>,
  )
  await userEvent.click(await open('A scene of gore'))
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Edit prompt' }))
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A scene of gore')
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
})

it('a remix that is answered after its dialog was closed opens nothing, and is in the library', async () => {
  const stage = openStage()
  await seed(stage, ['A fox in the snow'])
  stage.show(<VideoLibrary />)
  await userEvent.click(await open('A fox in the snow'))
  await userEvent.click(await screen.findByRole('button', { name: 'Remix' }))
  await userEvent.type(await screen.findByRole('textbox', { name: 'What should change?' }), 'Make it night')
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  stage.intercept.with = (request) => {
    if (request.method !== 'POST') return undefined
    stage.intercept.with = undefined
    return held.then(() => stage.answer(request))
  }
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }))
  expect(await screen.findByRole('button', { name: 'Sending' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  answer()
  await waitFor(() => expect(shown()).toHaveLength(2), soon)
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('tells on the page that a remix was refused after its dialog was closed', async () => {
  const stage = openStage()
  await seed(stage, ['A fox in the snow'])
  stage.show(<VideoLibrary />)
  await userEvent.click(await open('A fox in the snow'))
  await userEvent.click(await screen.findByRole('button', { name: 'Remix' }))
  await userEvent.type(await screen.findByRole('textbox', { name: 'What should change?' }), 'Make it night')
  let refuse = () => {}
  const held = new Promise<void>((resolve) => (refuse = resolve))
  stage.intercept.with = (request) => {
    if (request.method !== 'POST') return undefined
    stage.intercept.with = undefined
    const error = { code: 'moderation_blocked', message: 'no', type: 'invalid_request_error', param: 'prompt' }
    return held.then(() => Response.json({ error }, { status: 400 }))
  }
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }))
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  refuse()
  expect(await screen.findByText('This prompt was declined')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Remix' }))
  expect(await screen.findByRole('dialog')).toBeVisible()
  expect(screen.queryByText('This prompt was declined')).toBeNull()
})

it('gives the focus back after a deletion was refused, and lets go of the selection by Escape', async () => {
  const stage = openStage()
  await seed(stage)
  stage.show(<VideoLibrary />)
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Select video: A fox in the snow' }))
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Keep it' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Delete' })).toHaveFocus())
  act(() => screen.getByRole('checkbox', { name: 'Select video: A fox in the snow' }).focus())
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByText('1 selected')).toBeNull()
})

it('selects a range by Shift, with the mouse and with the arrows', async () => {
  const stage = openStage()
  await seed(stage)
  stage.show(<VideoLibrary />)
  const box = (prompt: string) => screen.findByRole('checkbox', { name: `Select video: ${prompt}` })
  const user = userEvent.setup()
  await user.click(await box('A kite over dunes'))
  await user.keyboard('{Shift>}')
  await user.click(await box('A fox in the snow'))
  await user.keyboard('{/Shift}')
  expect(screen.getByText('3 selected')).toBeVisible()

  await user.click(screen.getByRole('button', { name: 'Clear selection' }))
  const first = await open('A kite over dunes')
  first.focus()
  await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowLeft}{/Shift}')
  expect(await open('A boat at sea')).toHaveFocus()
  expect(await box('A kite over dunes')).toBeChecked()
  expect(await box('A boat at sea')).toBeChecked()
  expect(await box('A fox in the snow')).not.toBeChecked()
})

it('loads the next page by its button', async () => {
  const stage = openStage()
  await seed(stage)
  stage.show(<VideoLibrary pageSize={2} />)
  await waitFor(() => expect(shown()).toHaveLength(2))
  expect(screen.getByText('2 takes so far')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
  await waitFor(() => expect(shown()).toEqual(prompts.toReversed()))
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
})

it('an empty library offers prompts, and a click writes one', async () => {
  const stage = openStage()
  stage.show(
    <>
      <VideoPrompt />
      <VideoLibrary />
    </>,
  )
  expect(await screen.findByText('No takes yet.')).toBeVisible()
  expect(screen.queryByRole('searchbox')).not.toBeInTheDocument()
  expect(screen.queryByText('0 takes')).not.toBeInTheDocument()
  const example = screen.getByRole('button', { name: /paper boat/ })
  await userEvent.click(example)
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue(example.textContent)
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
})

it('what is there stays when the list cannot be asked', async () => {
  const stage = openStage()
  stage.intercept.with = () => Promise.reject(new TypeError('network'))
  stage.show(<VideoLibrary />)
  expect(await screen.findByText('The server cannot be reached')).toBeVisible()
  expect(screen.getByText('Nothing is lost. Try again in a moment.')).toBeVisible()
  expect(screen.queryByText('0 takes')).not.toBeInTheDocument()
  stage.intercept.with = undefined
  await seed(stage, ['A fox in the snow'])
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await open('A fox in the snow')).toBeVisible()
})

it('asks again by itself once the line is back', async () => {
  const stage = openStage()
  await seed(stage, ['A fox in the snow'])
  stage.intercept.with = () => Promise.reject(new TypeError('network'))
  stage.show(<VideoLibrary />)
  expect(await screen.findByText('The server cannot be reached')).toBeVisible()
  stage.intercept.with = undefined
  act(() => void dispatchEvent(new Event('online')))
  expect(await open('A fox in the snow')).toBeVisible()
})
