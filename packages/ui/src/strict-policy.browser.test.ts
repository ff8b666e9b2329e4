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

/** Opens the page. A violation within server-rendered HTML comes before any listener and is in the console alone, so that is what is read. */
const openPage = async (path = '/'): Promise<{ page: Page; complaints: string[] }> => {
  const complaints: string[] = []
  const page = await browser.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  await page.goto(`${site.origin}${path}`)
  await page.getByRole('combobox', { name: 'Model' }).first().waitFor()
  return { page, complaints }
}

const foreignAddresses = (page: Page) =>
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

it('no style attribute and no blob or data URL is in what the server renders', () => {
  expect(site.html).not.toMatch(/\sstyle=/)
  expect(site.html).not.toMatch(/(?:blob|data):/)
  for (const name of ['dl-prompt', 'dl-job', 'dl-scrubber', 'dl-player', 'dl-remix', 'dl-library'])
    expect(site.html).toContain(`${name}`)
})

it('every component hydrates under a strict policy without a violation or a warning', async () => {
  const { page, complaints } = await openPage()
  await page.getByRole('figure', { name: 'Before and after' }).waitFor()
  await page.getByRole('slider', { name: 'How much of the video before is shown' }).fill('30')
  await page.getByRole('button', { name: 'light, not named yet' }).click()
  await page.getByRole('button', { name: 'at golden hour' }).click()
  expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('at golden hour')
  const scrubber = page.getByRole('slider', { name: 'Scrub through the video' }).first()
  await scrubber.hover()
  await expect.poll(() => scrubber.getAttribute('data-state')).toBe('ready')
  expect(await foreignAddresses(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})

it('a first frame is opened and cropped without a blob URL', async () => {
  const { page, complaints } = await openPage()
  const picture = await page.getByRole('button', { name: 'Play' }).first().screenshot()
  await page.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture })
  await page.getByRole('slider', { name: /^Picture/ }).press('+')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /^First frame a\.png/ }).waitFor()
  expect(await foreignAddresses(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})

it('each dialog opens without a violation, and holds the page behind it still', async () => {
  const { page, complaints } = await openPage()
  const film = await openVideo(page)
  await film.getByRole('button', { name: 'Remix' }).click()
  await film.getByRole('textbox', { name: 'What should change?' }).waitFor()
  await film.getByRole('button', { name: 'Play', exact: true }).click()
  await expect
    .poll(() =>
      film
        .locator('video')
        .first()
        .evaluate((video: HTMLVideoElement) => video.currentTime),
    )
    .toBeGreaterThan(0)
  expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe('hidden')
  await film.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog', { name: 'Delete this video?' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await film.waitFor({ state: 'detached' })
  expect(await foreignAddresses(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})

it('without the nonce the policy does refuse: the silence above is not that of a policy that was not there', async () => {
  const { page, complaints } = await openPage('/unsigned')
  await openVideo(page)
  await expect.poll(() => complaints.join()).toContain("style-src 'self' 'nonce-r4nd0m'")
  expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).not.toBe('hidden')
  await page.close()
})
