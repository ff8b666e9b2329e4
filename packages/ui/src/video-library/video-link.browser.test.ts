import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

let site: LibrarySite
let browser: Browser
let ids: string[]

beforeAll(async () => {
  site = await serveLibraryPage()
  const prompts = Array.from({ length: 30 }, (_, index) => ({
    prompt: `Take ${index + 1}`,
    model: 'mini',
    seconds: '1',
  }))
  ids = (await site.create(...prompts)).map(({ id }) => id)
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const open = async (hash = '', props: Record<string, unknown> = {}): Promise<Page> => {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto('about:blank')
  await page.goto(site.url({ linkToVideos: true, ...props }) + hash)
  await page.locator('.dl-library').waitFor()
  return page
}
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })
const linked = (page: Page) => page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('video'))
const entries = (page: Page) => page.evaluate(() => history.length)

it('opening a video adds an entry to the history, and the back button closes it', async () => {
  const page = await open()
  const before = await entries(page)
  await page.getByRole('button', { name: 'Open video: Take 28' }).click()
  await dialog(page, 'Take 28').waitFor()
  expect(await linked(page)).toBe(ids[27])
  await page.keyboard.press('j')
  await dialog(page, 'Take 28').waitFor({ state: 'detached' })
  expect(ids).toContain(await linked(page))
  expect(await linked(page)).not.toBe(ids[27])
  expect(await entries(page)).toBe(before + 1)
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await linked(page)).toBe(null)
  await page.goForward()
  await page.getByRole('dialog').waitFor()
  await page.close()
})

it('closing goes back, so that the history does not grow', async () => {
  const page = await open()
  for (const take of ['Take 29', 'Take 30', 'Take 29']) {
    await page.getByRole('button', { name: `Open video: ${take}` }).click()
    await dialog(page, take).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => linked(page)).toBe(null)
  }
  // about:blank, the page, and the entry to go forward to.
  expect(await entries(page)).toBe(3)
  await page.close()
})

it('a link opens a video that the list has not loaded, and copies it', async () => {
  const page = await open(`#video=${ids[0]}`, { pageSize: 4 })
  await dialog(page, 'Take 1').waitFor()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByRole('button', { name: 'Link copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url())
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(new URL(page.url()).hash).toBe('')
  await page.close()
})

it('says so if the linked video does not exist, and closes', async () => {
  const page = await open('#video=video_unknown')
  await page.getByRole('dialog').getByText('This video does not exist').waitFor()
  await page.getByRole('dialog').locator('.dl-alert').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(new URL(page.url()).hash).toBe('')
  await page.close()
})

it('follows a link that is clicked while another video is open, and closes to the page', async () => {
  const page = await open()
  await page.getByRole('button', { name: 'Open video: Take 30' }).click()
  await dialog(page, 'Take 30').waitFor()
  await page.evaluate((id) => (location.hash = `video=${id}`), ids[2])
  await dialog(page, 'Take 3').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => linked(page)).toBe(null)
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.close()
})

it('leaves the address alone without the option, and offers no link', async () => {
  const page = await open('', { linkToVideos: false })
  await page.getByRole('button', { name: 'Open video: Take 30' }).click()
  await dialog(page, 'Take 30').waitFor()
  expect(new URL(page.url()).hash).toBe('')
  expect(await page.getByRole('button', { name: 'Copy link' }).count()).toBe(0)
  await page.close()
})
