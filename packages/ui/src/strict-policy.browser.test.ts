import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { serveEveryComponent, type Site } from './testing/serve-every-component'

let site: Site
let browser: Browser

beforeAll(async () => {
  site = await serveEveryComponent()
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/**
 * Opens the page and collects console errors. A violation in server-rendered HTML is reported before any listener is
 * added, and appears only in the console.
 */
const openPage = async (path = '/'): Promise<{ page: Page; consoleErrors: string[] }> => {
  const consoleErrors: string[] = []
  const page = await browser.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) consoleErrors.push(message.text())
  })
  page.on('pageerror', ({ message }) => consoleErrors.push(message))
  await page.goto(`${site.origin}${path}`)
  await page.getByRole('combobox', { name: 'Model' }).first().waitFor()
  return { page, consoleErrors }
}

const blobAndDataURLs = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      ['src', 'href', 'poster', 'srcset', 'style']
        .map((name) => element.getAttribute(name) ?? '')
        .filter((value) => /(?:blob|data):/.test(value)),
    ),
  )

const openVideo = async (page: Page) => {
  await page
    .getByRole('button', { name: /^Open video/ })
    .first()
    .click()
  return page.getByRole('dialog')
}

it('server-rendered HTML has no style attribute and no blob or data URL', () => {
  expect(site.html).not.toMatch(/\sstyle=/)
  expect(site.html).not.toMatch(/(?:blob|data):/)
  for (const name of ['dl-prompt', 'dl-job', 'dl-scrubber', 'dl-player', 'dl-remix', 'dl-library'])
    expect(site.html).toContain(`${name}`)
})

it('every component hydrates under a strict CSP without a violation or a warning', async () => {
  const { page, consoleErrors } = await openPage()
  await page.getByRole('figure', { name: 'Before and after' }).waitFor()
  await page.getByRole('slider', { name: 'How much of the earlier video is shown' }).fill('30')
  await page.getByRole('button', { name: 'light, not named yet' }).click()
  await page.getByRole('button', { name: 'at golden hour' }).click()
  expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('at golden hour')
  const scrubber = page.getByRole('slider', { name: 'Scrub through the video' }).first()
  await scrubber.hover()
  await expect.poll(() => scrubber.getAttribute('data-state')).toBe('ready')
  expect(await blobAndDataURLs(page)).toEqual([])
  expect(consoleErrors).toEqual([])
  await page.close()
})

it('opens and crops a first frame without a blob URL', async () => {
  const { page, consoleErrors } = await openPage()
  const image = await page.getByRole('button', { name: 'Play' }).first().screenshot()
  await page.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: image })
  await page.getByRole('slider', { name: /^Image/ }).press('+')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /^First frame a\.png/ }).waitFor()
  expect(await blobAndDataURLs(page)).toEqual([])
  expect(consoleErrors).toEqual([])
  await page.close()
})

it('each dialog opens without a violation and locks the scrolling of the page', async () => {
  const { page, consoleErrors } = await openPage()
  const dialog = await openVideo(page)
  await dialog.getByRole('button', { name: 'Remix' }).click()
  await dialog.getByRole('textbox', { name: 'What should change?' }).waitFor()
  await expect
    .poll(() =>
      dialog
        .locator('video')
        .first()
        .evaluate((video: HTMLVideoElement) => video.currentTime),
    )
    .toBeGreaterThan(0)
  expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe('hidden')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await blobAndDataURLs(page)).toEqual([])
  expect(consoleErrors).toEqual([])
  await page.close()
})

it('the CSP blocks the style without the nonce, so the tests above do run under a policy', async () => {
  const { page, consoleErrors } = await openPage('/unsigned')
  await openVideo(page)
  await expect.poll(() => consoleErrors.join()).toContain("style-src 'self' 'nonce-r4nd0m'")
  expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).not.toBe('hidden')
  await page.close()
})
