// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { Video } from '@dailies/core'
import { expect, it, vi } from 'vitest'
import { JobProgress, VideoLibrary, VideoPrompt, VideoPromptMore, VideoPromptRoot } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { selectModel } from '../testing/select-model'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()

const select = (label: string) => selectModel(label)
const more = () => screen.getByText('More')
const group = (name: string) => screen.queryByRole('group', { name })
const options = (name: string) => {
  const found = group(name)
  return found
    ? within(found)
        .getAllByRole('radio')
        .map((radio) => radio.getAttribute('value'))
    : []
}
const lengths = () =>
  within(screen.getByRole('combobox', { name: 'Length' }))
    .getAllByRole('option')
    .map((option) => option.getAttribute('value'))
const price = () => document.querySelector('.dl-prompt-estimate strong')?.textContent?.replace(/[\u2066-\u2069]/gu, '')
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Generate' }))

/** What the form offers for each model, by the labels of its controls. */
const offered: [label: string, groups: [string, string[]][], moreControls: string[]][] = [
  ['Lamp', [['Aspect ratio', ['16:9', '9:16']]], []],
  ['Lamp Pro', [], ['Frames per second']],
  [
    'Kite',
    [
      ['Aspect ratio', ['16:9', '9:16']],
      ['Quality', ['720p', '1080p']],
    ],
    ['Sound', 'Seed', 'Negative prompt'],
  ],
  [
    'Kite Max',
    [
      ['Aspect ratio', ['16:9', '9:16']],
      ['Quality', ['720p', '1080p', '4k']],
    ],
    ['Seed', 'Negative prompt'],
  ],
  ['Tide', [['Aspect ratio', ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9']]], ['Seed', 'Camera']],
  ['Tide Pro', [['Aspect ratio', ['16:9', '9:16', '1:1', '21:9']]], ['Sound', 'Seed', 'Camera']],
]

it.each(offered)('offers for %s what it has, and nothing else', async (label, groups, controls) => {
  createTestApp().show(<VideoPrompt />)
  await select(label)
  for (const name of ['Size', 'Aspect ratio', 'Quality'])
    expect(options(name)).toEqual(groups.find(([group]) => group === name)?.[1] ?? [])
  for (const name of ['Sound', 'Seed', 'Negative prompt', 'Camera', 'Frames per second'])
    expect([name, screen.queryByLabelText(name) !== null]).toEqual([name, controls.includes(name)])
  expect(screen.queryByText('More') !== null).toBe(controls.length > 0)
})

it('sends what was selected, and the server tells the same', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt defaultModel="kite-2" defaultPrompt="A kite over a beach" />)
  await userEvent.click(await screen.findByRole('radio', { name: '9:16' }))
  await userEvent.click(screen.getByRole('radio', { name: /^1080p/ }))
  await userEvent.click(more())
  await userEvent.click(screen.getByRole('switch', { name: 'Sound' }))
  await userEvent.type(screen.getByRole('spinbutton', { name: 'Seed' }), '42')
  await userEvent.type(screen.getByRole('textbox', { name: 'Negative prompt' }), 'people')
  await submit()
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(1))
  const [video] = (await app.videos.list()).data
  expect(video).toMatchObject({
    size: '1080x1920',
    seconds: '8',
    assets: { price: 1.12, request: { generate_audio: false, seed: 42, negative_prompt: 'people' } },
  })
})

it('sends nothing that the next model does not have, and keeps it for the first', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt defaultModel="kite-2" defaultPrompt="A kite" defaultSeed={42} defaultNegativePrompt="people" />)
  await screen.findByRole('group', { name: 'Quality' })
  await userEvent.click(screen.getByRole('radio', { name: '9:16' }))
  await select('Mini')
  expect(screen.getByRole('radio', { name: '3:5' })).not.toBeChecked()
  await select('Tide')
  // The ratio stays, in the pixels of this model.
  expect(screen.getByRole('radio', { name: '9:16' })).toBeChecked()
  await select('Lamp')
  expect(screen.getByRole('radio', { name: '9:16' })).toBeChecked()
  await submit()
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(1))
  const { size, assets } = (await app.videos.list()).data[0] ?? {}
  expect([size, assets?.request]).toEqual(['720x1280', { operation: 'create' }])
  await select('Kite')
  expect(screen.getByLabelText('Seed')).toHaveValue(42)
  expect(screen.getByLabelText('Negative prompt')).toHaveValue('people')
})

it('offers the lengths of the selected size, and returns to the chosen one', async () => {
  createTestApp().show(<VideoPrompt defaultModel="kite-2" />)
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Length' }), '4')
  expect(lengths().sort()).toEqual(['4', '6', '8'])
  await userEvent.click(screen.getByRole('radio', { name: /^1080p/ }))
  expect(lengths()).toEqual(['8'])
  await userEvent.click(screen.getByRole('radio', { name: /^720p/ }))
  expect(screen.getByRole('combobox', { name: 'Length' })).toHaveValue('4')
})

it('the price follows the resolution and the sound', async () => {
  createTestApp().show(<VideoPrompt defaultModel="kite-2" defaultSeconds="8" />)
  await waitFor(() => expect(price()).toBe('$1.20'))
  await userEvent.click(more())
  await userEvent.click(screen.getByRole('switch', { name: 'Sound' }))
  expect(price()).toBe('$0.80')
  await userEvent.click(screen.getByRole('radio', { name: /^1080p/ }))
  expect(price()).toBe('$1.12')
  await select('Kite Max')
  expect(price()).toBe('$3.20')
})

it('opens More for an error in it, until the field is changed', async () => {
  const app = createTestApp()
  app.show(<VideoPrompt defaultModel="kite-2" defaultPrompt="A kite" defaultSeed={-1} />)
  await screen.findByRole('group', { name: 'Quality' })
  expect(more().closest('details')).not.toHaveAttribute('open')
  await submit()
  expect(await screen.findByRole('alert')).toBeVisible()
  await waitFor(() => expect(more().closest('details')).toHaveAttribute('open'))
  const seed = screen.getByRole('spinbutton', { name: 'Seed' })
  expect(seed).toHaveAttribute('aria-invalid', 'true')
  expect(seed).toHaveAccessibleDescription(/seed/)
  await userEvent.clear(seed)
  expect(screen.queryByRole('alert')).toBeNull()
  expect(more().closest('details')).toHaveAttribute('open')
})

it('each new field can be controlled', async () => {
  const handlers = {
    onGenerateAudioChange: vi.fn<(generateAudio: boolean) => void>(),
    onSeedChange: vi.fn<(seed: number | null) => void>(),
    onNegativePromptChange: vi.fn<(negativePrompt: string) => void>(),
  }
  createTestApp().show(
    <VideoPrompt defaultModel="kite-2" generateAudio={false} seed={4} negativePrompt="fog" {...handlers} />,
  )
  await screen.findByRole('group', { name: 'Quality' })
  await userEvent.click(more())
  await userEvent.click(screen.getByRole('switch', { name: 'Sound' }))
  await userEvent.type(screen.getByRole('spinbutton', { name: 'Seed' }), '2')
  await userEvent.type(screen.getByRole('textbox', { name: 'Negative prompt' }), '!')
  expect(Object.values(handlers).map(({ mock }) => mock.calls)).toEqual([[[true]], [[42]], [['fog!']]])
  expect(screen.getByRole('switch', { name: 'Sound' })).not.toBeChecked()
  expect(screen.getByLabelText('Seed')).toHaveValue(4)
  expect(screen.getByLabelText('Negative prompt')).toHaveValue('fog')
})

it('a controlled More only requests to open', async () => {
  const onOpenChange = vi.fn<(open: boolean) => void>()
  createTestApp().show(
    <VideoPromptRoot model="kite-2">
      <VideoPromptMore open={false} onOpenChange={onOpenChange} />
    </VideoPromptRoot>,
  )
  await userEvent.click(await screen.findByText('More'))
  expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(true)
  expect(more().closest('details')).not.toHaveAttribute('open')
})

const chosen = { generate_audio: false, seed: 42, negative_prompt: 'people' }
const kite = { model: 'kite-2', size: '720x1280', seconds: '4', ...chosen }

it('Edit prompt of the library fills in what the video was made with', async () => {
  const app = createTestApp()
  await app.videos.create({ ...kite, prompt: 'A scene of gore' })
  await app.advance(60)
  app.show(
    <>
      <VideoPrompt />
      <VideoLibrary />
    </>,
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Edit prompt' }))
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A scene of gore')
  const form = within(screen.getByRole('form', { name: 'New video' }))
  expect(form.getByRole('combobox', { name: 'Model' })).toHaveAttribute('data-value', 'kite-2')
  expect(screen.getByRole('radio', { name: '9:16' })).toBeChecked()
  expect(screen.getByRole('combobox', { name: 'Length' })).toHaveValue('4')
  expect(screen.getByLabelText('Sound')).not.toBeChecked()
  expect(screen.getByLabelText('Seed')).toHaveValue(42)
  expect(screen.getByLabelText('Negative prompt')).toHaveValue('people')
})

it('Try again sends what the video was made with', async () => {
  const app = createTestApp()
  const video = await app.videos.create({ ...kite, prompt: 'A kite' })
  const failed = { ...video, status: 'failed', error: { code: 'lost', message: '' } }
  app.intercept.with = ({ method, url }) =>
    method === 'GET' && url.endsWith(video.id) ? Promise.resolve(Response.json(failed)) : undefined
  const onRetried = vi.fn<(video: Video) => void>()
  app.show(<JobProgress id={video.id} onRetried={onRetried} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(onRetried).toHaveBeenCalled())
  const [retried] = onRetried.mock.calls[0] ?? []
  expect(retried).toMatchObject({ model: 'kite-2', size: '720x1280', seconds: '4', assets: { request: chosen } })
})
