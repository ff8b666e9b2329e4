import type { Page } from 'playwright-core'

/** Whether the last such element is in the window, unclipped and covered by nothing: at its corners, edges and middle. */
export const isOnTop = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((selector) => {
    // An open modal of Radix makes the rest of the page transparent to the pointer, and to elementFromPoint.
    const style = new CSSStyleSheet()
    style.replaceSync('*, ::before, ::after { pointer-events: auto !important }')
    document.adoptedStyleSheets.push(style)
    const element = [...document.querySelectorAll(selector)].at(-1)
    const { left, right, top, bottom } = element?.getBoundingClientRect() ?? new DOMRect()
    const isCovered = [left + 20, (left + right) / 2, right - 20].some((x) =>
      [top + 10, (top + bottom) / 2, bottom - 10].some((y) => !element?.contains(document.elementFromPoint(x, y))),
    )
    document.adoptedStyleSheets.pop()
    return !isCovered
  }, selector)
