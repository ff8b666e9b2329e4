import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from './demo-process'
import type { DemoProcess } from './demo-process'
import { cardOf, closeBrowser, firstEvents, generate, openStudio, textOf } from './studio-page'

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(async () => {
  await closeBrowser()
  await demo.stop()
})

const prompt = 'Wide shot of a lighthouse on a cliff at dusk, waves below'
const change = 'Make it snow'

/** Number of different colours at 64 points of the frame; a blank frame has one. */
const coloursOf = (page: Page) =>
  page.locator('video').evaluate((media: HTMLVideoElement) => {
    const canvas = document.createElement('canvas')
    canvas.width = 8
    canvas.height = 8
    const pen = canvas.getContext('2d')
    pen?.drawImage(media, 0, 0, 8, 8)
    const points = pen?.getImageData(0, 0, 8, 8).data ?? []
    const colours = new Set<string>()
    for (let at = 0; at < points.length; at += 4) colours.add(points.slice(at, at + 3).join())
    return colours.size
  })

it('creates a video from a prompt, plays, remixes and deletes it', async () => {
  const { page, responses, errors, close } = await openStudio(demo.url)
  await page.getByText('No videos yet.').waitFor()

  await generate(page, prompt)
  const first = cardOf(page, prompt)
  await first.getByRole('progressbar').waitFor()
  await first
    .getByText(/^(In the queue|Rendering)/)
    .first()
    .waitFor()
  const scrubber = first.getByRole('slider', { name: 'Scrub through the video' })
  await scrubber.waitFor()
  expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('')

  // By pointer: the frame shows another time. Compare the middle, away from playhead and label.
  const box = await scrubber.boundingBox()
  if (!box) throw new Error('The scrubber cannot be seen.')
  const at = (part: number) => page.mouse.move(box.x + box.width * part, box.y + box.height / 2)
  const middle = { x: box.x + box.width * 0.4, y: box.y + 8, width: box.width * 0.2, height: box.height / 2 }
  const look = async () => (await page.screenshot({ clip: middle })).toString('base64')
  await at(0.1)
  await first.locator('[data-state="ready"]').waitFor()
  const early = await look()
  await at(0.9)
  await expect.poll(look).not.toBe(early)

  // By keyboard.
  await page.mouse.move(0, 0)
  await scrubber.focus()
  await page.keyboard.press('Home')
  expect(await scrubber.getAttribute('aria-valuenow')).toBe('0')
  await page.keyboard.press('ArrowRight')
  expect(Number(await scrubber.getAttribute('aria-valuenow'))).toBeGreaterThan(0)

  // The video plays by itself, without sound: the time advances, and there is a picture.
  await first.getByRole('button', { name: 'Open video' }).click()
  const dialog = page.getByRole('dialog')
  const media = dialog.locator('video')
  await expect.poll(() => media.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.2)
  expect(await media.evaluate((element: HTMLVideoElement) => element.muted && element.loop)).toBe(true)
  expect(await coloursOf(page)).toBeGreaterThan(4)
  const content = responses.find((response) => response.url().endsWith('/content'))
  expect(content?.status()).toBe(206)

  // A remix is a video of its own with a link to its source.
  await dialog.getByRole('button', { name: 'Remix', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'What should change?' }).fill(change)
  await dialog.getByRole('button', { name: 'Make it', exact: true }).click()
  await dialog.getByRole('heading', { name: change }).waitFor()
  await page.keyboard.press('Escape')
  const second = cardOf(page, change)
  await second.getByRole('slider').waitFor()
  await second.getByText('remix').waitFor()
  await page.getByText('2 videos', { exact: true }).waitFor()

  // Deleting can be undone, and deletes only one of them.
  await first.getByRole('button', { name: 'Open video' }).click()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('1 video', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByText('2 videos', { exact: true }).waitFor()
  await first.getByRole('button', { name: 'Open video' }).click()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  expect((await deleted).status()).toBe(200)
  await page.getByText('1 video', { exact: true }).waitFor()
  await dialog.waitFor({ state: 'detached' })
  await second.waitFor()
  expect(await first.count()).toBe(0)

  // No response contains the API key, and the CSP was never violated.
  expect((await textOf(responses)) + (await firstEvents(page))).not.toContain(demo.apiKey)
  expect(errors).toEqual([])
  await close()
})
