import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from '../../studio/e2e/demo-process'
import type { DemoProcess } from '../../studio/e2e/demo-process'
import { cardOf, closeBrowser, openStudio, promptOf, selectModel } from '../../studio/e2e/studio-page'

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(async () => {
  await closeBrowser()
  await demo.stop()
})

const prompt = 'Tracking shot of a fox crossing fresh snow'

it('seeks to three positions and plays on from the last', async () => {
  const { page, errors, close } = await openStudio(demo.url)
  const form = promptOf(page)
  await selectModel(page, 'mini')
  await form.getByRole('combobox', { name: 'Length' }).selectOption('4')
  await form.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await form.getByRole('button', { name: 'Generate' }).click()
  await cardOf(page, prompt).getByRole('slider').waitFor()
  await cardOf(page, prompt).getByRole('button', { name: 'Open video' }).click()
  const media = page.getByRole('dialog').locator('video')
  await expect.poll(() => media.evaluate((element: HTMLVideoElement) => element.readyState)).toBeGreaterThan(1)
  const pictures = await media.evaluate(async (element: HTMLVideoElement) => {
    element.pause()
    const canvas = document.createElement('canvas')
    canvas.width = 160
    canvas.height = 96
    const seen: string[] = []
    for (const place of [3.2, 0.4, 2]) {
      const sought = new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }))
      element.currentTime = place
      await sought
      canvas.getContext('2d')?.drawImage(element, 0, 0, 160, 96)
      seen.push(canvas.toDataURL())
    }
    return seen
  })
  expect(new Set(pictures).size).toBe(3)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => media.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(2.2)
  expect(errors).toEqual([])
  await close()
})
