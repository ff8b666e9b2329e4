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

const complaints: string[] = []

const openPage = async (): Promise<Page> => {
  complaints.length = 0
  const page = await browser.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  await page.goto(site.origin)
  await page.getByRole('combobox', { name: 'Model' }).first().waitFor()
  return page
}

it('no style attribute and no blob or data URL is in what the server renders', () => {
  expect(site.html).not.toMatch(/\sstyle=/)
  expect(site.html).not.toMatch(/(?:blob|data):/)
  expect(site.html).toContain('dl-prompt')
})

it('every component hydrates under a strict policy without a violation or a warning', async () => {
  const page = await openPage()
  await page.getByRole('figure', { name: 'Before and after' }).waitFor()
  await page.getByRole('slider', { name: 'How much of the film before is shown' }).fill('30')
  await page.getByRole('button', { name: 'light, not named yet' }).click()
  await page.getByRole('button', { name: 'at golden hour' }).click()
  expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('at golden hour')
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll('[src], [href], [poster]')].flatMap((element) =>
      ['src', 'href', 'poster'].map((name) => element.getAttribute(name) ?? ''),
    ),
  )
  expect(addresses.filter((address) => /^(?:blob|data):/.test(address))).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})
