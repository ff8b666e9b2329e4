// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { useDeleteVideo } from '@dailies/core/react'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoLibrary } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { openStage, type Stage } from '../testing/open-stage'

expectNoConsoleErrors()

beforeEach(() => void vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {}))

const film = async ({ videos, advance }: Stage) => {
  const { id } = await videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192' })
  await advance(60)
  return id
}

const open = (prompt: string) => screen.findByRole('button', { name: `Open video: ${prompt}` })

it('a video that was deleted elsewhere while it is open says so, and keeps the focus inside', async () => {
  const stage = openStage()
  const fox = await film(stage)
  const Elsewhere = () => {
    const { deleteVideo } = useDeleteVideo()
    return (
      <button type="button" onClick={() => void deleteVideo(fox)}>
        Elsewhere
      </button>
    )
  }
  stage.show(
    <>
      <VideoLibrary />
      <Elsewhere />
    </>,
  )
  await userEvent.click(await open('A fox in the snow'))
  const dialog = await screen.findByRole('dialog')
  fireEvent.click(screen.getByText('Elsewhere'))
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('This video does not exist')
  const [close = dialog] = within(dialog).getAllByRole('button', { name: 'Close' })
  expect(close).toHaveFocus()
  await userEvent.click(close)
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
})

it('a video that runs can be stopped, and nothing that stops it has the focus when it is opened', async () => {
  const stage = openStage()
  await stage.videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192' })
  stage.show(<VideoLibrary />)
  await userEvent.click(await open('A fox in the snow'))
  const dialog = await screen.findByRole('dialog')
  await waitFor(() => expect(dialog).toHaveFocus())
  expect(within(dialog).queryByRole('button', { name: 'Delete' })).toBeNull()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }))
  const question = await screen.findByRole('alertdialog', { name: 'Stop this video and delete it?' })
  expect(question).toHaveAccessibleDescription(/charge/)
  await userEvent.click(within(question).getByRole('button', { name: 'Let it run' }))
  await waitFor(() => expect(question).not.toBeInTheDocument())
  expect(dialog).toBeVisible()
})

it('a remix opens in sight, with the focus in its field, and its refusal comes into view', async () => {
  const stage = openStage()
  await film(stage)
  stage.show(<VideoLibrary />)
  const seen: Element[] = []
  const see = function (this: Element) {
    seen.push(this)
  }
  Object.assign(Element.prototype, { scrollIntoView: see })
  await userEvent.click(await open('A fox in the snow'))
  const button = await screen.findByRole('button', { name: 'Remix' })
  await userEvent.click(button)
  const field = screen.getByRole('textbox', { name: 'What should change?' })
  expect(button).toHaveAttribute('aria-expanded', 'true')
  expect(field).toHaveFocus()
  expect(seen).toContain(field.closest('form'))
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }))
  expect(field).toHaveFocus()
  expect(field).toHaveAccessibleDescription(/Write what should change/)
  expect(seen).toContain(screen.getByRole('alert'))
  Reflect.deleteProperty(Element.prototype, 'scrollIntoView')
})

it('a question about one video does not become one about the next', async () => {
  const stage = openStage()
  const fox = await film(stage)
  let answer = (_response: Response): void => {}
  const held = new Promise<Response>((resolve) => (answer = resolve))
  stage.show(<VideoLibrary />)
  await userEvent.click(await open('A fox in the snow'))
  await userEvent.click(await screen.findByRole('button', { name: 'Remix' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'What should change?' }), 'Make it night')
  stage.intercept.with = ({ method }) => (method === 'POST' ? held : undefined)
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }))
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
  expect(await screen.findByRole('alertdialog', { name: 'Delete this video?' })).toBeVisible()
  stage.intercept.with = undefined
  answer(Response.json(await stage.videos.remix(fox, { prompt: 'Make it night' })))
  expect(await screen.findByRole('dialog', { name: 'Make it night' })).toBeVisible()
  expect(screen.queryByRole('alertdialog')).toBeNull()
})
