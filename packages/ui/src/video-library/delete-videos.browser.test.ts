import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

let site: LibrarySite
let browser: Browser
let page: Page
let fox: string

beforeAll(async () => {
  site = await serveLibraryPage()
  browser = await chromium.launch(launchOptions)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  const [video] = await site.create({ prompt: 'A fox' }, { prompt: 'A boat' })
  fox = video?.id ?? ''
  page = await browser.newPage({ viewport: { width: 360, height: 700 }, reducedMotion: 'reduce' })
  page.setDefaultTimeout(5_000)
  await page.goto(site.url())
  await card('A boat').waitFor()
})
afterEach(async () => {
  await page?.close()
  for (const { id } of (await site.videos.list()).data) await site.videos.delete(id)
})

const card = (prompt: string) => page.getByRole('button', { name: `Open video: ${prompt}` })
const undo = () => page.getByRole('button', { name: 'Undo' })
const isFocused = (button: ReturnType<typeof card>) => button.evaluate((element) => element === document.activeElement)
const storedIds = async () => (await site.videos.list()).data.map(({ id }) => id)

const deleteFox = async () => {
  await card('A fox').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await undo().waitFor()
}

it('undo has the focus, restores the video and returns the focus to the card', async () => {
  await deleteFox()
  await expect.poll(() => isFocused(undo())).toBe(true)
  expect(await card('A fox').count()).toBe(0)
  expect(await storedIds()).toContain(fox)
  await page.keyboard.press('Enter')
  await expect.poll(() => isFocused(card('A fox'))).toBe(true)
})

it('a page that is left sends the deletion', async () => {
  await deleteFox()
  await page.goto('about:blank')
  await expect.poll(storedIds).not.toContain(fox)
})

it('a page that crashes has deleted nothing', async () => {
  await deleteFox()
  // Answers only if the page survives.
  void page.goto('chrome://crash').catch(() => {})
  await page.waitForEvent('crash')
  expect(await storedIds()).toContain(fox)
})
