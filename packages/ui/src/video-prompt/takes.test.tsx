// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoPrompt } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => sessionStorage.clear())

const field = () => screen.getByRole('textbox', { name: 'Prompt' })
const write = async (app: TestApp) => {
  const onCreated = vi.fn<(video: { id: string }) => void>()
  const view = app.show(<VideoPrompt onCreated={onCreated} />)
  await screen.findByRole('combobox', { name: 'Model' })
  await userEvent.type(field(), 'A fox in the snow')
  return { onCreated, view }
}

it('creates four takes of one group, at the price on the button', async () => {
  const app = createTestApp()
  const { onCreated } = await write(app)
  await userEvent.click(screen.getByRole('radio', { name: '×4' }))
  await userEvent.click(screen.getByRole('button', { name: /^Generate ×4 · .*\$1\.60/ }))
  await waitFor(() => expect(onCreated).toHaveBeenCalledTimes(4))
  const { data } = await app.videos.list()
  const groups = data.map(({ metadata }) => metadata?.['dailies.take_group'])
  expect(data).toHaveLength(4)
  expect(groups[0]).toEqual(expect.any(String))
  expect(new Set(groups).size).toBe(1)
  expect(field()).toHaveValue('')
})

it('has one take again on the next visit, but keeps the draft', async () => {
  const app = createTestApp()
  const { view } = await write(app)
  await userEvent.click(screen.getByRole('radio', { name: '×4' }))
  view.unmount()
  app.show(<VideoPrompt />)
  await waitFor(() => expect(field()).toHaveValue('A fox in the snow'))
  expect(screen.getByRole('radio', { name: '×1' })).toBeChecked()
  expect(screen.getByRole('button', { name: 'Generate' })).toBeVisible()
})

it('says how many takes were started, and keeps the prompt for the missing ones', async () => {
  const app = createTestApp({ server: { limits: { activeJobs: 3 } } })
  const { onCreated } = await write(app)
  await userEvent.click(screen.getByRole('radio', { name: '×4' }))
  await userEvent.click(screen.getByRole('button', { name: /^Generate ×4/ }))
  expect(await screen.findByRole('alert')).toHaveTextContent(/^3 of 4 started: /)
  expect(onCreated).toHaveBeenCalledTimes(3)
  expect(field()).toHaveValue('A fox in the snow')
  expect(screen.getByRole('radio', { name: '×1' })).toBeChecked()
})
