// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { Capabilities, ModelOperation, Video } from '@dailies/core'
import { useVideoLibrary } from '@dailies/core/react'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { RemixPanel } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()

const completedVideo = async ({ videos, advance }: TestApp, prompt = 'A fox in the snow'): Promise<Video> => {
  const { id } = await videos.create({ prompt, model: 'mini', size: '320x192' })
  await advance(60)
  return videos.retrieve(id)
}

const remixOf = async ({ videos, advance }: TestApp, source: string, prompt: string): Promise<Video> => {
  const { id } = await videos.remix(source, { prompt })
  await advance(60)
  return videos.retrieve(id)
}

/** The capabilities with these operations for every model. */
const withOperations = (capabilities: Capabilities, operations: ModelOperation[]): Capabilities => ({
  ...capabilities,
  models: capabilities.models.map((model) => ({ ...model, operations })),
})

const field = () => screen.findByRole('textbox', { name: 'What should change?' })
const submitButton = () => screen.getByRole('button', { name: 'Make it' })

it('creates one remix on a double click, and shows it next to its source video', async () => {
  const app = createTestApp()
  const video = await completedVideo(app)
  const onCreated = vi.fn<(video: Video) => void>()
  app.show(<RemixPanel video={video} onCreated={onCreated} />)
  await userEvent.type(await field(), 'Make it night')
  await userEvent.dblClick(submitButton())
  await waitFor(() => expect(onCreated).toHaveBeenCalledOnce())
  expect(onCreated.mock.calls[0]?.[0]).toMatchObject({ prompt: 'Make it night', remixed_from_video_id: video.id })
  expect(app.sandbox.counters.creates).toBe(2)
  expect(await screen.findByRole('figure', { name: 'Before and after' })).toBeVisible()
  expect(await field()).toHaveValue('')
})

it('offers the operations of the model, and labels the field for the selected operation', async () => {
  const app = createTestApp()
  app.show(<RemixPanel video={await completedVideo(app)} />)
  await userEvent.click(await screen.findByRole('radio', { name: 'Extend' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'What happens next?' }), 'It looks up')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Longer by' }), '2')
  await userEvent.click(submitButton())
  await waitFor(() => expect(app.sandbox.counters.requests.extend).toBe(1))
})

it('does not offer operations that the model does not have', async () => {
  const app = createTestApp()
  const video = await completedVideo(app)
  const capabilities = await app.videos.capabilities()
  app.intercept.with = ({ url }) =>
    url.endsWith('/capabilities') ? Promise.resolve(Response.json(withOperations(capabilities, ['remix']))) : undefined
  app.show(<RemixPanel video={video} />)
  expect(screen.queryByText(/cannot change a video/)).not.toBeInTheDocument()
  await field()
  expect(screen.queryByRole('radio')).not.toBeInTheDocument()
})

it('shows no price and no submit button if the model has no operation', async () => {
  const app = createTestApp()
  const video = await completedVideo(app)
  const capabilities = await app.videos.capabilities()
  app.intercept.with = ({ url }) =>
    url.endsWith('/capabilities') ? Promise.resolve(Response.json(withOperations(capabilities, []))) : undefined
  app.show(<RemixPanel video={video} />)
  expect(await screen.findByText(/cannot change a video/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Make it' })).not.toBeInTheDocument()
  expect(screen.queryByText(/\$/)).not.toBeInTheDocument()
})

it('inserts a suggestion into the field and focuses it', async () => {
  const app = createTestApp()
  app.show(<RemixPanel video={await completedVideo(app)} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Make it snow' }))
  expect(await field()).toHaveValue('Make it snow')
  expect(await field()).toHaveFocus()
})

it('cannot be submitted before the video is completed', async () => {
  const app = createTestApp()
  app.show(<RemixPanel video={await app.videos.create({ prompt: 'A fox', model: 'mini' })} />)
  expect(await screen.findByText(/not done yet/)).toBeVisible()
  await field()
  await userEvent.click(submitButton())
  expect(app.sandbox.counters.creates).toBe(1)
})

it('keeps the text of a declined change', async () => {
  const app = createTestApp()
  app.show(<RemixPanel video={await completedVideo(app)} />)
  await userEvent.type(await field(), 'Add contraband{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('This prompt was declined')
  expect(await field()).toHaveValue('Add contraband')
})

const lineageOf = async () => within(await screen.findByRole('navigation', { name: 'Remix history' }))
const promptsOf = (lineage: Awaited<ReturnType<typeof lineageOf>>) =>
  lineage.getAllByRole('button').map((button) => button.textContent)

it('shows the lineage with its prompts, oldest first, and navigates it by pointer and keyboard', async () => {
  const app = createTestApp()
  const first = await completedVideo(app, 'A fox')
  const second = await remixOf(app, first.id, 'Make it night')
  const third = await remixOf(app, second.id, 'Make it snow')
  app.show(<RemixPanel video={third} />)
  const lineage = await lineageOf()
  await waitFor(() => expect(promptsOf(lineage)).toEqual(['A fox', 'Make it night', 'Make it snow']))
  const current = lineage.getByRole('button', { current: true })
  expect(current).toHaveTextContent('Make it snow')
  expect(lineage.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0)).toEqual([current])
  // Each is in the list of the one that it was made from.
  expect(current.closest('ul')?.closest('li')).toHaveTextContent(/^Make it night/)
  current.focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(lineage.getByRole('button', { name: 'Make it night' })).toHaveFocus()
  await userEvent.keyboard('{Home}{ArrowUp}')
  expect(lineage.getByRole('button', { name: 'A fox' })).toHaveFocus()
  await userEvent.keyboard('{End}')
  expect(current).toHaveFocus()
  await userEvent.click(lineage.getByRole('button', { name: 'Make it night' }))
  await waitFor(() => expect(lineage.getByRole('button', { current: true })).toHaveTextContent('Make it night'))
  // What was made from it stays in the tree.
  expect(promptsOf(lineage)).toEqual(['A fox', 'Make it night', 'Make it snow'])
})

it('shows the loaded videos that were made from a video, the first few of many', async () => {
  const app = createTestApp()
  const fox = await completedVideo(app, 'A fox')
  for (let take = 1; take <= 7; take += 1) await remixOf(app, fox.id, `Change ${take}`)
  const List = () => <p>{useVideoLibrary().ids.length}</p>
  app.show(
    <>
      <List />
      <RemixPanel video={fox} />
    </>,
  )
  const lineage = await lineageOf()
  await userEvent.click(await lineage.findByRole('button', { name: '2 more' }))
  expect(promptsOf(lineage)).toEqual(['A fox', ...[1, 2, 3, 4, 5, 6, 7].map((take) => `Change ${take}`)])
})

it('says so if the video that one was made from was deleted', async () => {
  const app = createTestApp()
  const fox = await completedVideo(app, 'A fox')
  const remix = await remixOf(app, fox.id, 'Make it night')
  await app.videos.delete(fox.id)
  app.show(<RemixPanel video={remix} />)
  const lineage = await lineageOf()
  expect(await lineage.findByText('The video that this one was made from has been deleted.')).toBeVisible()
  expect(promptsOf(lineage)).toEqual(['Make it night'])
})

it('compares two videos with a wipe or side by side', async () => {
  const app = createTestApp()
  const first = await completedVideo(app)
  app.show(<RemixPanel video={await remixOf(app, first.id, 'Make it night')} />)
  const figure = await screen.findByRole('figure', { name: 'Before and after' })
  const wipe = within(figure).getByRole('slider')
  expect(wipe).toHaveAttribute('aria-valuetext', '50%')
  fireEvent.input(wipe, { target: { value: '30' } })
  expect(wipe).toHaveAttribute('aria-valuetext', '30%')
  // A touch that turns into a scroll resets the value.
  fireEvent.pointerDown(wipe)
  fireEvent.input(wipe, { target: { value: '80' } })
  fireEvent.pointerCancel(wipe)
  expect(wipe).toHaveValue('30')
  expect(wipe).toHaveAttribute('aria-valuetext', '30%')
  await userEvent.click(within(figure).getByRole('button', { name: 'Side by side' }))
  expect(figure).toHaveAttribute('data-view', 'side-by-side')
  expect(within(figure).queryByRole('slider')).not.toBeInTheDocument()
})

it('only requests changes of controlled fields', async () => {
  const app = createTestApp()
  const onPromptChange = vi.fn<(prompt: string) => void>()
  const onOperationChange = vi.fn<(operation: string) => void>()
  const onSecondsChange = vi.fn<(seconds: string) => void>()
  app.show(
    <RemixPanel
      video={await completedVideo(app)}
      prompt="It looks up"
      onPromptChange={onPromptChange}
      operation="extend"
      onOperationChange={onOperationChange}
      seconds="1"
      onSecondsChange={onSecondsChange}
    />,
  )
  const extension = await screen.findByRole('textbox', { name: 'What happens next?' })
  await userEvent.type(extension, '!')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Longer by' }), '2')
  await userEvent.click(screen.getByRole('radio', { name: 'Edit' }))
  expect(onPromptChange.mock.calls).toEqual([['It looks up!']])
  expect(onSecondsChange.mock.calls).toEqual([['2']])
  expect(onOperationChange.mock.calls).toEqual([['edit']])
  expect(extension).toHaveValue('It looks up')
  expect(screen.getByRole('combobox', { name: 'Longer by' })).toHaveValue('1')
  expect(screen.getByRole('radio', { name: 'Extend' })).toBeChecked()
})

it('starts with its defaults, and does nothing while it is disabled', async () => {
  const app = createTestApp()
  const defaults = { defaultPrompt: 'It looks up', defaultOperation: 'extend', defaultSeconds: '2' } as const
  app.show(<RemixPanel video={await completedVideo(app)} {...defaults} disabled />)
  const extension = await screen.findByRole('textbox', { name: 'What happens next?' })
  expect(extension).toHaveValue('It looks up')
  expect(extension).toBeDisabled()
  expect(screen.getByRole('combobox', { name: 'Longer by' })).toHaveValue('2')
  expect(submitButton()).toBeDisabled()
})
