// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { useDeleteVideo } from '@dailies/core/react'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoLibrary, VideoLibraryDialog, VideoLibraryGrid, VideoLibraryRoot } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()

beforeEach(() => void vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {}))

const createVideo = async ({ videos, advance }: TestApp) => {
  const { id } = await videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192' })
  await advance(60)
  return id
}

const findCard = (prompt: string) => screen.findByRole('button', { name: `Open video: ${prompt}` })

it('shows an error if the open video is deleted elsewhere, and keeps the focus inside the dialog', async () => {
  const app = createTestApp()
  const fox = await createVideo(app)
  const DeleteElsewhere = () => {
    const { trigger } = useDeleteVideo()
    return (
      <button type="button" onClick={() => void trigger(fox)}>
        Delete elsewhere
      </button>
    )
  }
  app.show(
    <>
      <VideoLibrary />
      <DeleteElsewhere />
    </>,
  )
  await userEvent.click(await findCard('A fox in the snow'))
  const dialog = await screen.findByRole('dialog')
  fireEvent.click(screen.getByText('Delete elsewhere'))
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('This video does not exist')
  const [close = dialog] = within(dialog).getAllByRole('button', { name: 'Close' })
  expect(close).toHaveFocus()
  await userEvent.click(close)
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
})

it('a running video can be cancelled, and its dialog does not focus the stop button on opening', async () => {
  const app = createTestApp()
  await app.videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192' })
  app.show(<VideoLibrary />)
  await userEvent.click(await findCard('A fox in the snow'))
  const dialog = await screen.findByRole('dialog')
  await waitFor(() => expect(dialog).toHaveFocus())
  expect(within(dialog).queryByRole('button', { name: 'Delete' })).toBeNull()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }))
  const confirmation = await screen.findByRole('alertdialog', { name: 'Stop this video and delete it?' })
  expect(confirmation).toHaveAccessibleDescription(/charge/)
  await userEvent.click(within(confirmation).getByRole('button', { name: 'Let it run' }))
  await waitFor(() => expect(confirmation).not.toBeInTheDocument())
  expect(dialog).toBeVisible()
})

it('the remix panel and its error scroll into view, and its field has the focus', async () => {
  const app = createTestApp()
  await createVideo(app)
  app.show(<VideoLibrary />)
  const scrolledIntoView: Element[] = []
  const scrollIntoView = function (this: Element) {
    scrolledIntoView.push(this)
  }
  Object.assign(Element.prototype, { scrollIntoView })
  await userEvent.click(await findCard('A fox in the snow'))
  const button = await screen.findByRole('button', { name: 'Remix' })
  await userEvent.click(button)
  const field = await screen.findByRole('textbox', { name: 'What should change?' })
  expect(button).toHaveAttribute('aria-expanded', 'true')
  expect(field).toHaveFocus()
  expect(scrolledIntoView).toContain(field.closest('form'))
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }))
  expect(field).toHaveFocus()
  expect(field).toHaveAccessibleDescription(/Write what should change/)
  expect(scrolledIntoView).toContain(screen.getByRole('alert'))
  Reflect.deleteProperty(Element.prototype, 'scrollIntoView')
})

it('the confirmation for one video does not apply to the next', async () => {
  const app = createTestApp()
  const fox = await createVideo(app)
  let respond = (_response: Response): void => {}
  const pendingResponse = new Promise<Response>((resolve) => (respond = resolve))
  app.show(<VideoLibrary />)
  await userEvent.click(await findCard('A fox in the snow'))
  await userEvent.click(await screen.findByRole('button', { name: 'Remix' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'What should change?' }), 'Make it night')
  app.intercept.with = ({ method }) => (method === 'POST' ? pendingResponse : undefined)
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }))
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
  expect(await screen.findByRole('alertdialog', { name: 'Delete this video?' })).toBeVisible()
  app.intercept.with = undefined
  respond(Response.json(await app.videos.remix(fox, { prompt: 'Make it night' })))
  expect(await screen.findByRole('dialog', { name: 'Make it night' })).toBeVisible()
  expect(screen.queryByRole('alertdialog')).toBeNull()
})

it('leaves the focus to its user, who prevents onCloseAutoFocus', async () => {
  const app = createTestApp()
  await createVideo(app)
  const onCloseAutoFocus = vi.fn<(event: Event) => void>((event) => event.preventDefault())
  app.show(
    <VideoLibraryRoot>
      <VideoLibraryGrid />
      <VideoLibraryDialog className="theirs" onCloseAutoFocus={onCloseAutoFocus} />
    </VideoLibraryRoot>,
  )
  const card = await findCard('A fox in the snow')
  await userEvent.click(card)
  expect(await screen.findByRole('dialog')).toHaveClass('dl-dialog', 'theirs')
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(onCloseAutoFocus).toHaveBeenCalledOnce())
  expect(card).not.toHaveFocus()
})
