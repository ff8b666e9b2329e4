// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoPrompt, type VideoPromptProps } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => sessionStorage.clear())

const picker = () => screen.findByRole('combobox', { name: 'Model' })
const card = (label: string) =>
  screen.findByRole('option', { name: (_name, card) => card.querySelector('strong')?.textContent === label })
const open = async (props: VideoPromptProps = {}) => {
  const app = createTestApp()
  const onCreated = vi.fn<(video: { model: string }) => void>()
  const view = app.show(<VideoPrompt defaultPrompt="A fox in the snow" onCreated={onCreated} {...props} />)
  await picker()
  return { app, view, onCreated }
}
const selectSeveral = async (...labels: string[]) => {
  await userEvent.click(await picker())
  await userEvent.click(await screen.findByRole('switch', { name: /^Several models/ }))
  for (const label of labels) await userEvent.click(await card(label))
  await userEvent.keyboard('{Escape}')
}
const plan = () =>
  screen.getAllByRole('listitem').map(({ textContent }) => textContent?.replace(/[\u2066-\u2069]/gu, ''))
const modelsOf = async (app: TestApp) => (await app.videos.list()).data.map(({ model }) => model).sort()

it('sends the prompt to several models as one group, at the whole price', async () => {
  const { app, onCreated } = await open()
  await selectSeveral('Mini')
  expect(await picker()).toHaveTextContent('Lamp, Mini')
  expect(await picker()).toHaveFocus()
  await userEvent.click(screen.getByRole('radio', { name: '×2' }))
  // 2 × 4 × $0.10 and 2 × 4 × $0.01.
  await userEvent.click(screen.getByRole('button', { name: /^Generate ×4 · .*\$0\.88/ }))
  await waitFor(() => expect(onCreated).toHaveBeenCalledTimes(4))
  expect(await modelsOf(app)).toEqual(['lamp-1', 'lamp-1', 'mini', 'mini'])
  const { data } = await app.videos.list()
  expect(new Set(data.map(({ metadata }) => metadata?.['dailies.take_group'])).size).toBe(1)
})

it('says what each model makes of the prompt, and what it leaves out', async () => {
  await open({ defaultModel: 'kite-2', defaultSeed: 7 })
  await selectSeveral('Lamp')
  const [kite, lamp] = plan()
  expect(kite).toMatch(/^Kite 1280 × 720 · \d+ sec · \$[\d.]+$/)
  expect(lamp).toMatch(/^Lamp 1280 × 720 · 4 sec · \$0\.40 · without: Seed, Sound$/)
})

it('is one model again on the next visit, and after the switch is turned off', async () => {
  const { app, view } = await open()
  await selectSeveral('Mini')
  view.unmount()
  app.show(<VideoPrompt />)
  expect(await picker()).toHaveTextContent(/^Lamp$/)
  await selectSeveral('Mini', 'Kite')
  await userEvent.click(await picker())
  await userEvent.click(await screen.findByRole('switch'))
  expect(await picker()).toHaveTextContent(/^Lamp$/)
})

it('keeps the prompt for the models whose videos are missing', async () => {
  const { app } = await open()
  let creates = 0
  app.intercept.with = (request) =>
    request.method === 'POST' && (creates += 1) > 1
      ? Promise.resolve(Response.json({ error: { message: 'Full', code: 'limit_reached' } }, { status: 429 }))
      : undefined
  await selectSeveral('Mini')
  await userEvent.click(screen.getByRole('button', { name: /^Generate ×2/ }))
  expect(await screen.findByText(/^1 of 2 started/)).toBeVisible()
  expect(await picker()).toHaveTextContent(/^(Lamp|Mini)$/)
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A fox in the snow')
  app.intercept.with = undefined
  await userEvent.click(screen.getByRole('button', { name: 'Generate' }))
  await waitFor(async () => expect(await modelsOf(app)).toEqual(['lamp-1', 'mini']))
})

it('can be controlled', async () => {
  const onOtherModelsChange = vi.fn<(models: readonly string[]) => void>()
  await open({ otherModels: ['mini', 'unknown', 'lamp-1'], onOtherModelsChange })
  expect(await picker()).toHaveTextContent('Lamp, Mini')
  await userEvent.click(await picker())
  await userEvent.click(await card('Kite'))
  expect(onOtherModelsChange).toHaveBeenLastCalledWith(['mini', 'kite-2'])
  expect(await picker()).toHaveTextContent('Lamp, Mini')
})

it('is used by keyboard: the list, and Escape without a change', async () => {
  await open()
  ;(await picker()).focus()
  await userEvent.keyboard('{ArrowDown}')
  const list = await screen.findByRole('listbox', { name: 'Model' })
  await waitFor(() => expect(list).toHaveFocus())
  await userEvent.keyboard('{ArrowDown}')
  expect(list).toHaveAttribute('aria-activedescendant', (await card('Mini')).id)
  await userEvent.keyboard('{Escape}')
  expect(await picker()).toHaveTextContent('Lamp')
  expect(await picker()).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}')
  await waitFor(async () => expect(await screen.findByRole('listbox', { name: 'Model' })).toHaveFocus())
  await userEvent.keyboard('{End}{Enter}')
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(await picker()).not.toHaveTextContent('Lamp')
})

it('searches a long list, and finds nothing in words', async () => {
  const app = createTestApp()
  const { models, ...capabilities } = await app.videos.capabilities()
  const many = Array.from({ length: 200 }, (_, index) => ({ ...models[0], id: `m-${index}`, label: `Model ${index}` }))
  app.intercept.with = (request) =>
    request.url.endsWith('/capabilities')
      ? Promise.resolve(Response.json({ ...capabilities, models: many }))
      : undefined
  app.show(<VideoPrompt />)
  await userEvent.click(await picker())
  const search = await screen.findByRole('combobox', { name: 'Search models' })
  await waitFor(() => expect(search).toHaveFocus())
  await userEvent.type(search, '137')
  expect(within(screen.getByRole('listbox', { name: 'Model' })).getAllByRole('option')).toHaveLength(1)
  await userEvent.type(search, 'x')
  expect(screen.getByText('No model matches.')).toBeVisible()
  await userEvent.clear(search)
  await userEvent.type(search, '42{ArrowDown}{ArrowUp}{Enter}')
  expect(await picker()).toHaveTextContent('Model 42')
})
