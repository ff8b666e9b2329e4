import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { bundleStyleSheet } from '../style-sheets.mjs'
import { applySheets, computedStyles, differences, type ComputedStyles } from './testing/computed-styles'
import { resets } from './testing/resets'
import { serveEveryComponent, type Site } from './testing/serve-every-component'

/** Properties that a reset may change, because they show nothing in our elements, or are the user's in text. */
const isInvisible = (styles: ComputedStyles, key: string): boolean => {
  if (/ (-webkit-tap-highlight-color|text-size-adjust|tab-size|appearance|clear)$/.test(key)) return true
  // The color and the style of a border without a width.
  const [, element, side] = /^(.*) border-([\w-]+)-(?:color|style)$/.exec(key) ?? []
  if (side) return styles[`${element} border-${side}-width`] === '0px'
  // A ring that is not drawn.
  const [, outlined] = /^(.*) outline-offset$/.exec(key) ?? []
  return outlined !== undefined && styles[`${outlined} outline-style`] === 'none'
}

const visible = (styles: ComputedStyles): ComputedStyles =>
  Object.fromEntries(Object.entries(styles).filter(([key]) => !isInvisible(styles, key)))

let site: Site
let browser: Browser
let page: Page
let unlayered: string
let expected: Record<string, ComputedStyles>

const roots = [
  '.dl-prompt',
  'main > .dl-job',
  'main > .dl-scrubber',
  'main > .dl-player',
  'main > .dl-remix',
  '.dl-library',
]
const look = async (): Promise<Record<string, ComputedStyles>> => {
  const styles: Record<string, ComputedStyles> = {}
  for (const root of roots) styles[root] = visible(await computedStyles(page, root))
  return styles
}

// What the page sets for its own text, which components take or do not take, whether or not it has a reset.
const ownText = 'body { margin: 0; font: 16px/1.5 serif }'

beforeAll(async () => {
  site = await serveEveryComponent()
  browser = await chromium.launch(launchOptions)
  page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 1000, height: 3000 } })
  await page.goto(site.origin)
  await page.getByRole('combobox', { name: 'Model' }).first().waitFor()
  await page
    .getByRole('button', { name: /^Open video/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.locator('.dl-aspect').first().click()
  await page.getByRole('checkbox').first().check()
  unlayered = await bundleStyleSheet('styles.unlayered.css')
  await applySheets(page, [ownText, await bundleStyleSheet('styles.css')])
  expected = await look()
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const cases = Object.entries(resets).flatMap(([name, reset]) => [
  { name, order: 'before', sheets: () => [reset, ownText, unlayered] },
  { name, order: 'after', sheets: () => [unlayered, reset, ownText] },
])

it.each(cases)('looks the same with the reset of $name $order the style sheet without layers', async ({ sheets }) => {
  await applySheets(page, sheets())
  const actual = await look()
  expect(roots.flatMap((root) => differences(actual[root] ?? {}, expected[root] ?? {}))).toEqual([])
})
