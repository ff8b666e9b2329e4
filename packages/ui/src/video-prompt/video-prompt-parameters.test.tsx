// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { ModelParameter } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { openaiUpstream } from '@dailies/server/openai'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { VideoPrompt, type ParameterValues } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { selectModel } from '../testing/select-model'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()

const parameters: ModelParameter[] = [
  { name: 'fps', label: 'Frames per second', type: 'integer', minimum: 8, maximum: 30, default: 16 },
  { name: 'scale', label: 'Guidance', type: 'number', description: 'How closely the prompt is followed.' },
  { name: 'loop', label: 'Loop', type: 'boolean' },
  { name: 'avoid', label: 'Avoid', type: 'string', max_length: 20 },
  {
    name: 'camera',
    label: 'Camera',
    type: 'choice',
    options: [
      { value: 'still', label: 'Still' },
      { value: 'pan', label: 'Pan' },
    ],
  },
]
const reel = { id: 'reel', sizes: ['320x192'], seconds: ['1'] }

/** An app whose second model has a parameter of every type. */
function createReelApp() {
  const models = [
    { ...reel, label: 'Reel', description: '', input_reference: false, parameters },
    { ...reel, id: 'plain', label: 'Plain', description: '', input_reference: false },
  ]
  const sandbox = createSandbox({ clock: 'manual', apiKey: 'sk-reel', models })
  const upstream = openaiUpstream({ baseURL: 'http://reel.test/v1', apiKey: 'sk-reel', fetch: sandbox.fetch, models })
  return createTestApp({ server: { upstream } })
}

const generate = () => userEvent.click(screen.getByRole('button', { name: 'Generate' }))

it('shows a control for every parameter of the model, and sends what is set and what has a default', async () => {
  const app = createReelApp()
  app.show(<VideoPrompt defaultPrompt="A fox" />)
  const fps = await screen.findByRole('spinbutton', { name: 'Frames per second' })
  expect(
    [fps, fps, fps, fps].map((element, index) => element.getAttribute(['min', 'max', 'step', 'placeholder'][index]!)),
  ).toEqual(['8', '30', '1', '16'])
  expect(screen.getByRole('spinbutton', { name: 'Guidance' })).toHaveAccessibleDescription(
    'How closely the prompt is followed.',
  )
  await generate()
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(1))
  expect((await app.videos.list()).data[0]?.assets?.request?.parameters).toEqual({ fps: 16 })

  await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'A boat')
  await userEvent.type(fps, '24')
  await userEvent.type(screen.getByRole('spinbutton', { name: 'Guidance' }), '7.5')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Loop' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Avoid' }), 'people')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Camera' }), 'Pan')
  await generate()
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(2))
  const set = { fps: 24, scale: 7.5, loop: true, avoid: 'people', camera: 'pan' }
  expect((await app.videos.list()).data[0]?.assets?.request?.parameters).toEqual(set)
})

it('keeps the values with the draft, shows none for a model without parameters, and takes a value back', async () => {
  const app = createReelApp()
  const { unmount } = app.show(<VideoPrompt />)
  await userEvent.type(await screen.findByRole('spinbutton', { name: 'Guidance' }), '7')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Camera' }), 'Pan')
  unmount()
  app.show(<VideoPrompt />)
  await waitFor(() => expect(screen.getByRole('spinbutton', { name: 'Guidance' })).toHaveValue(7))
  await selectModel('Plain')
  expect(screen.queryByRole('spinbutton')).toBeNull()
  await selectModel('Reel')
  expect(screen.getByRole('combobox', { name: 'Camera' })).toHaveValue('pan')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Camera' }), 'Default')
  await userEvent.clear(screen.getByRole('spinbutton', { name: 'Guidance' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'A fox')
  await generate()
  await waitFor(async () => expect((await app.videos.list()).data).toHaveLength(1))
  expect((await app.videos.list()).data[0]?.assets?.request?.parameters).toEqual({ fps: 16 })
})

it('shows an error of the server at the parameter, and loses nothing that was typed', async () => {
  const app = createReelApp()
  app.show(<VideoPrompt defaultPrompt="A fox" />)
  const fps = await screen.findByRole('spinbutton', { name: 'Frames per second' })
  fireEvent.change(fps, { target: { value: '99' } })
  await generate()
  expect(await screen.findByRole('alert')).toBeVisible()
  expect(fps).toHaveAttribute('aria-invalid', 'true')
  expect(fps).toHaveAttribute('aria-describedby', screen.getByRole('alert').id)
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A fox')
  expect(fps).toHaveValue(99)
  fireEvent.change(fps, { target: { value: '9' } })
  expect(screen.queryByRole('alert')).toBeNull()
})

it('can be controlled', async () => {
  const onParametersChange = vi.fn<(values: ParameterValues) => void>()
  createReelApp().show(<VideoPrompt parameters={{ camera: 'pan', fps: 9 }} onParametersChange={onParametersChange} />)
  const camera = await screen.findByRole('combobox', { name: 'Camera' })
  expect(camera).toHaveValue('pan')
  await userEvent.selectOptions(camera, 'Still')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Loop' }))
  expect(onParametersChange.mock.calls).toEqual([
    [{ camera: 'still', fps: 9 }],
    [{ camera: 'pan', fps: 9, loop: true }],
  ])
  expect(camera).toHaveValue('pan')
})
