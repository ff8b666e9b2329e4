import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { bundleStyleSheet } from '../style-sheets.mjs'
import { applySheets, computedStyles, differences, type ComputedStyles } from './testing/computed-styles'
import { serveEveryComponent, type Site } from './testing/serve-every-component'

/** The root of each component that has a style sheet of its own, on the page of every component. */
const roots = {
  'video-prompt': '.dl-prompt',
  'job-progress': 'main > .dl-job',
  'spritesheet-scrubber': 'main > .dl-scrubber',
  'video-player': 'main > .dl-player',
  'remix-panel': 'main > .dl-remix',
  'video-library': '.dl-library',
}
const components = Object.entries(roots)
const sheetOf = (component: string) => `styles/${component}.css`
const allSheets = components.map(([component]) => sheetOf(component))

let site: Site
let browser: Browser
let page: Page

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
  // States with more elements: an error message, and the phrases of an aspect.
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.locator('.dl-aspect').first().click()
  await page.getByRole('checkbox').first().check()
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const apply = async (...names: string[]) =>
  applySheets(page, await Promise.all(names.map((name) => bundleStyleSheet(name))))

/** The styles of every component. */
const everyStyle = async (): Promise<Record<string, ComputedStyles>> => {
  const styles: Record<string, ComputedStyles> = {}
  for (const [component, root] of components) styles[component] = await computedStyles(page, root)
  return styles
}

let expected: Record<string, ComputedStyles>
/** The differences of a component from its look with the style sheet of all. */
const changes = (component: string, actual: ComputedStyles) => differences(actual, expected[component] ?? {})

beforeAll(async () => {
  await apply('styles.css')
  expected = await everyStyle()
})

describe.each(['.css', '.unlayered.css'])('with the ending %s', (ending) => {
  it.each(components)('%s looks the same with its own style sheet as with the one of all', async (component, root) => {
    await apply(`styles/${component}${ending}`)
    expect(changes(component, await computedStyles(page, root))).toEqual([])
  })
})

it.each([
  ['in any order', allSheets],
  ['and in the reverse order', allSheets.toReversed()],
])('every component looks the same beside the style sheets of the others, %s', async (_, sheets) => {
  await apply(...sheets)
  const actual = await everyStyle()
  expect(components.flatMap(([component]) => changes(component, actual[component] ?? {}))).toEqual([])
})

it('the dialog of the library looks the same with its own style sheet', async () => {
  await apply('styles.css')
  await page
    .getByRole('button', { name: /^Open video/ })
    .first()
    .click()
  await page.locator('.dl-dialog video').waitFor()
  await page.getByRole('button', { name: 'Remix' }).click()
  await page.locator('.dl-dialog textarea').waitFor()
  const all = await computedStyles(page, '.dl-dialog')
  await apply('styles/video-library.css')
  expect(differences(await computedStyles(page, '.dl-dialog'), all)).toEqual([])
})
