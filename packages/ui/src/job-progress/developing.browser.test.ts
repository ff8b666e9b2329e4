import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

let site: LibrarySite
let browser: Browser
let page: Page

beforeAll(async () => {
  site = await serveLibraryPage()
  browser = await chromium.launch(launchOptions)
  page = await browser.newPage({ viewport: { width: 1000, height: 900 }, reducedMotion: 'reduce' })
  page.setDefaultTimeout(10_000)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** A red PNG. */
const drawImage = () =>
  page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 360)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser has no canvas.')
    context.fillStyle = '#ff0000'
    context.fillRect(0, 0, 640, 360)
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())]
  })

const developing = () => page.locator('.dl-card .dl-job-developing')
const blurOf = async () => {
  const filter = await developing()
    .locator('.dl-video-image')
    .evaluate((element) => getComputedStyle(element).filter)
  return Number(/blur\(([\d.]+)px\)/.exec(filter)?.[1])
}
const centerOf = () =>
  developing()
    .locator('canvas')
    .evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('There is no canvas.')
      return [...(canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? [])]
    })

it('the first frame that was sent comes into focus, and is there again after a reload', async () => {
  await page.goto(`${site.url()}&prompt`)
  await page.getByRole('button', { name: 'Generate' }).waitFor()
  const buffer = Buffer.from(await drawImage())
  await page
    .locator('.dl-prompt input[type=file]')
    .first()
    .setInputFiles({ name: 'frame.png', mimeType: 'image/png', buffer })
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A red door opens')
  await page.getByRole('button', { name: /^Generate/ }).click()
  await developing().locator('canvas[data-loaded]').waitFor()
  const [red = 0, green = 255] = await centerOf()
  expect({ isRed: red > 240 && green < 15 }).toEqual({ isRed: true })
  const before = await blurOf()
  expect(before).toBeGreaterThan(15)

  await site.advance(6)
  await expect.poll(blurOf).toBeLessThan(before)
  await page.reload()
  await developing().locator('canvas[data-loaded]').waitFor()
  expect((await centerOf())[0]).toBeGreaterThan(240)
  expect(await blurOf()).toBeLessThan(before)

  for (let round = 0; round < 3; round += 1) await site.advance(120)
  await expect.poll(() => developing().count()).toBe(0)
})

it('the thumbnail of its source comes into focus for a remix', async () => {
  const [source] = await site.create({ prompt: 'A fox in the snow' })
  if (!source) throw new Error('No video was created.')
  await site.videos.remix(source.id, { prompt: 'Make it night' })
  await page.goto(site.url())
  const image = developing().locator('img[data-loaded]')
  await image.waitFor()
  expect(await image.getAttribute('src')).toContain(source.id)
})
