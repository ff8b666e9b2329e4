import { chromium, type Page } from 'playwright-core'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { bundleStyleSheet } from '../../style-sheets.mjs'
import { applySheets, computedStyles, differences, type ComputedStyles } from './computed-styles'
import { serveEveryComponent } from './serve-every-component'

/** The page of every component, to compare their look with that of the style sheet alone. */
export interface ComponentPage {
  page: Page
  /**
   * What looks different from the components with `styles.css` alone, once the page has these style sheets: of one
   * component, or of all.
   */
  changesWith(sheets: string[], component?: Component): Promise<string[]>
  close(): Promise<void>
}

/** The root of each component that has a style sheet of its own. */
export const roots = {
  'video-prompt': '.dl-prompt',
  'job-progress': 'main > .dl-job',
  'spritesheet-scrubber': 'main > .dl-scrubber',
  'video-player': 'main > .dl-player',
  'video-compare': 'main > .dl-compare',
  storyboard: 'main > .dl-storyboard',
  'remix-panel': 'main > .dl-remix',
  'video-library': '.dl-library',
}

export type Component = keyof typeof roots
export const components = Object.keys(roots) as Component[]

// The page's own text, which a component takes or does not take, whether or not the page has a reset.
const ownText = 'body { margin: 0; font: 16px/1.5 serif; letter-spacing: normal; background: none }'

// Properties of the page's text, and those that show nothing in our elements.
const unseen =
  / (-webkit-tap-highlight-color|-webkit-font-smoothing|text-rendering|color-scheme|text-size-adjust|tab-size|appearance|clear|overflow-wrap|font-feature-settings|font-variation-settings)$/

const isSeen = (styles: ComputedStyles, key: string): boolean => {
  if (unseen.test(key)) return false
  // The color and the style of a border without a width.
  const [, element, side] = /^(.*) border-([\w-]+)-(?:color|style)$/.exec(key) ?? []
  if (side) return styles[`${element} border-${side}-width`] !== '0px'
  // A ring that is not drawn.
  const [, outlined] = /^(.*) outline-offset$/.exec(key) ?? []
  return outlined === undefined || styles[`${outlined} outline-style`] !== 'none'
}

/** Opens the page in a state with many elements: an error message, the phrases of an aspect, a selected video. */
export async function openComponentPage(): Promise<ComponentPage> {
  const site = await serveEveryComponent()
  const browser = await chromium.launch(launchOptions)
  const page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 1000, height: 4000 } })
  await page.goto(site.origin)
  await page.getByRole('combobox', { name: 'Model' }).first().waitFor()
  await page
    .getByRole('button', { name: /^Open video/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.locator('.dl-aspect').first().click()
  await page.getByRole('checkbox').first().check()
  // Nothing is pointed at, however the style sheets move the components.
  await page.mouse.move(0, 0)

  const look = async (sheets: string[], wanted: Component[]): Promise<ComputedStyles> => {
    await applySheets(page, [...sheets, ownText])
    const all: ComputedStyles = {}
    for (const component of wanted) {
      const styles = await computedStyles(page, roots[component])
      for (const [key, value] of Object.entries(styles)) if (isSeen(styles, key)) all[`${component} ${key}`] = value
    }
    return all
  }
  const expected = await look([await bundleStyleSheet('styles.css')], components)
  const expectedOf = (component: Component): ComputedStyles =>
    Object.fromEntries(Object.entries(expected).filter(([key]) => key.startsWith(`${component} `)))

  return {
    page,
    changesWith: async (sheets, component) =>
      component
        ? differences(await look(sheets, [component]), expectedOf(component))
        : differences(await look(sheets, components), expected),
    close: async () => {
      await browser.close()
      await site.close()
    },
  }
}
