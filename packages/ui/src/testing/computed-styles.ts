import type { Page } from 'playwright-core'

/** A property of an element, its descendants or their pseudo-elements, and its computed value. */
export type ComputedStyles = Record<string, string>

/** Replaces the style sheets of the page by these, in this order. */
export async function applySheets(page: Page, sheets: string[]): Promise<void> {
  await page.evaluate((sheets) => {
    for (const link of document.querySelectorAll('link[rel=stylesheet]')) link.remove()
    document.adoptedStyleSheets = sheets.map((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      return sheet
    })
  }, sheets)
  await page.mouse.move(0, 0)
  await page.waitForTimeout(100)
}

/**
 * The computed styles of an element, its descendants and their pseudo-elements. Left out are custom properties, which
 * have no look, and where the page puts a visually hidden element.
 */
export async function computedStyles(page: Page, root: string): Promise<ComputedStyles> {
  // As text: Playwright takes seconds to read a million properties of an object one by one.
  const json = await page.evaluate((root) => {
    const element = document.querySelector(root)
    if (!element) throw new Error(`There is no ${root} on the page.`)
    // Every element has the same ones, and custom ones, which are many.
    const all = [...getComputedStyle(element)].filter((property) => !property.startsWith('--'))
    const allButPlace = all.filter((property) => !/^(inset|top|right|bottom|left)/.test(property))
    const entries = [element, ...element.querySelectorAll('*')].flatMap((each, index) =>
      ['', '::before', '::after', '::placeholder'].flatMap((pseudo) => {
        if (pseudo === '::placeholder' && !('placeholder' in each)) return []
        const style = getComputedStyle(each, pseudo)
        if ((pseudo === '::before' || pseudo === '::after') && style.content === 'none') return []
        const name = `${index} ${each.localName}.${each.getAttribute('class') ?? ''}${pseudo}`
        return (each.classList.contains('dl-hidden') ? allButPlace : all).map(
          (property) => [`${name} ${property}`, style.getPropertyValue(property)] as const,
        )
      }),
    )
    return JSON.stringify(Object.fromEntries(entries))
  }, root)
  return JSON.parse(json) as ComputedStyles
}

/** The properties that differ, with both values. */
export const differences = (actual: ComputedStyles, expected: ComputedStyles): string[] =>
  [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    .filter((key) => actual[key] !== expected[key])
    .map((key) => `${key}: ${actual[key]}, not ${expected[key]}`)
