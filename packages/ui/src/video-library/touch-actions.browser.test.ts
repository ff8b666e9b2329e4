import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

let site: LibrarySite
let browser: Browser
let page: Page

beforeAll(async () => {
  site = await serveLibraryPage()
  await site.create({ prompt: 'A boat', seconds: '1' }, { prompt: 'A fox', seconds: '1', size: '192x320' })
  browser = await chromium.launch(launchOptions)
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  page.setDefaultTimeout(10_000)
  await page.goto(`${site.url()}&prompt`)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

it('a touch screen has all four actions on the card: three behind one button', async () => {
  // The narrow card of a portrait video beside another.
  const card = page.locator('.dl-card', { hasText: 'A fox' })
  const more = card.getByRole('button', { name: 'More actions' })
  await more.waitFor()
  const reuse = card.getByRole('button', { name: 'Reuse prompt' })
  expect(await reuse.isVisible()).toBe(false)
  await more.tap()
  const actions = [
    card.getByRole('button', { name: 'Start from its last frame' }),
    card.getByRole('link', { name: 'Download' }),
  ]
  for (const action of [reuse, ...actions]) await action.waitFor()
  const media = await card.locator('.dl-media').boundingBox()
  const boxes = await Promise.all([more, reuse, ...actions].map((action) => action.boundingBox()))
  const isInside = boxes.map(
    (box) =>
      box &&
      media &&
      box.x >= media.x &&
      box.x + box.width <= media.x + media.width &&
      box.y + box.height <= media.y + media.height,
  )
  expect(isInside).toEqual(boxes.map(() => true))
  await reuse.tap()
  await expect.poll(() => page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('A fox')
})
