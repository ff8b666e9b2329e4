import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from './demo-process'
import type { DemoProcess } from './demo-process'
import { cardOf, closeBrowser, generate, openStudio, selectModel } from './studio-page'

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_JOB_SECONDS: '6' })
})
afterAll(async () => {
  await closeBrowser()
  await demo.stop()
})

it('a page reloaded during a job continues to show it', async () => {
  const prompt = 'Tracking shot of a fox crossing fresh snow'
  const { page, errors, close } = await openStudio(demo.url)
  await generate(page, prompt)
  const progress = cardOf(page, prompt).getByRole('progressbar')
  const percent = async () => Number(await progress.getAttribute('aria-valuenow'))
  await expect.poll(percent, { timeout: 10_000 }).toBeGreaterThan(0)
  const before = await percent()
  await page.reload()
  await progress.waitFor()
  expect(await percent()).toBeGreaterThanOrEqual(before)
  await cardOf(page, prompt).getByRole('slider').waitFor({ timeout: 30_000 })
  expect(errors).toEqual([])
  await close()
})

it('an unsent prompt survives a reload', async () => {
  const { page, close } = await openStudio(demo.url)
  const field = page.getByRole('textbox', { name: 'Prompt' })
  await selectModel(page, 'mini')
  await field.fill('Half a thought about a lamp')
  await page.reload()
  await expect.poll(() => field.inputValue()).toBe('Half a thought about a lamp')
  await close()
})
