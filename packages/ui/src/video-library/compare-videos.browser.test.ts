import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

let site: LibrarySite
let browser: Browser
let page: Page
const files: string[] = []

beforeAll(async () => {
  site = await serveLibraryPage()
  await site.create({ prompt: 'A fox' }, { prompt: 'A boat' })
  site.onRequest.with = ({ url = '' }) => {
    if (/content(?!.*variant)/.test(url)) files.push(url)
    return undefined
  }
  browser = await chromium.launch(launchOptions)
  page = await browser.newPage()
  page.setDefaultTimeout(5_000)
  // Cards would load their files while the pointer is on them.
  await page.goto(site.url({ defaultPreviews: false }))
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

const playing = () =>
  page.evaluate(() => [...document.querySelectorAll('video')].filter(({ paused }) => !paused).length)

it('loads the files of the compared videos only, and the keys reach the comparison', async () => {
  for (const name of ['A fox', 'A boat']) await page.getByRole('checkbox', { name: `Select video: ${name}` }).check()
  expect(files).toEqual([])
  await page.getByRole('button', { name: 'Compare' }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare videos' })
  await dialog.waitFor()
  await expect.poll(playing).toBe(2)
  expect(new Set(files).size).toBe(2)
  await page.keyboard.press('k')
  await expect.poll(playing).toBe(0)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  // The dialog returns the focus in a task of its own.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Compare')
})

it('moves the focus to the card of the kept video', async () => {
  await page.getByRole('button', { name: 'Compare' }).click()
  await page.getByRole('button', { name: 'Keep this one: B' }).click()
  await expect.poll(focused).toBe('Open video: A boat')
  await expect
    .poll(() => page.getByRole('button', { name: 'Favorite: A boat' }).getAttribute('aria-pressed'))
    .toBe('true')
})
