import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
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

const bundle = async (sheet: string): Promise<string> => {
  const entry = fileURLToPath(new URL(sheet, import.meta.url))
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, logLevel: 'error' })
  return outputFiles[0]?.text ?? ''
}

/** Replaces the style sheets of the page, in this order. */
const applySheets = async (sheets: string[]) => {
  const texts = await Promise.all(sheets.map(bundle))
  await page.evaluate((texts) => {
    for (const link of document.querySelectorAll('link[rel=stylesheet]')) link.remove()
    document.adoptedStyleSheets = texts.map((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      return sheet
    })
  }, texts)
  await page.mouse.move(0, 0)
  await page.waitForTimeout(100)
}

/**
 * The computed styles of an element, its descendants and their pseudo-elements, one line for each property. Left out are
 * custom properties, which have no look, and where the page puts a visually hidden element.
 */
const computedStyles = (root: string): Promise<string[]> =>
  page.evaluate((root) => {
    const element = document.querySelector(root)
    if (!element) throw new Error(`There is no ${root} on the page.`)
    return [element, ...element.querySelectorAll('*')].flatMap((each, index) =>
      ['', '::before', '::after', '::placeholder'].flatMap((pseudo) => {
        const style = getComputedStyle(each, pseudo)
        const name = `${index} ${each.localName}.${each.getAttribute('class') ?? ''}${pseudo}`
        const isLook = each.classList.contains('dl-hidden') ? /^(?!--|inset|top|right|bottom|left)/ : /^(?!--)/
        return [...style]
          .filter((property) => isLook.test(property))
          .map((property) => `${name} ${property}: ${style.getPropertyValue(property)}`)
      }),
    )
  }, root)

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

describe.each(components)('%s', (component, root) => {
  it('looks the same with its own style sheet as with the one of all components', async () => {
    await applySheets(['styles.css'])
    const expected = await computedStyles(root)
    await applySheets([sheetOf(component)])
    expect(await computedStyles(root)).toEqual(expected)
  })

  it.each([
    ['every other style sheet', allSheets],
    ['those in the reverse order', allSheets.toReversed()],
  ])('looks the same beside %s', async (_, sheets) => {
    await applySheets(['styles.css'])
    const expected = await computedStyles(root)
    await applySheets(sheets)
    expect(await computedStyles(root)).toEqual(expected)
  })
})

it('the dialog of the library looks the same with its own style sheet', async () => {
  await applySheets(['styles.css'])
  await page
    .getByRole('button', { name: /^Open video/ })
    .first()
    .click()
  await page.locator('.dl-dialog video').waitFor()
  await page.getByRole('button', { name: 'Remix' }).click()
  await page.locator('.dl-dialog textarea').waitFor()
  const expected = await computedStyles('.dl-dialog')
  await applySheets([sheetOf('video-library')])
  expect(await computedStyles('.dl-dialog')).toEqual(expected)
})
