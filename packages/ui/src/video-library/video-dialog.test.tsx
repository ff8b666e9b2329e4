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

it('stopping a running video is undone too, and its dialog does not focus the stop button on opening', async () => {
  const app = createTestApp()
  await app.videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192' })
  app.show(<VideoLibrary />)
  await userEvent.click(await findCard('A fox in the snow'))
  const dialog = await screen.findByRole('dialog')
  await waitFor(() => expect(dialog).toHaveFocus())
  expect(within(dialog).queryByRole('button', { name: 'Delete' })).toBeNull()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(screen.getByText(/may continue rendering and charge/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => expect(await findCard('A fox in the snow')).toHaveFocus())
  expect(app.requests.filter((request) => request.startsWith('DELETE'))).toEqual([])
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
