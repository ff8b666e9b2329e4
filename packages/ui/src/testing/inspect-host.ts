import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds in the components, among it every text with a contrast below 4.5:1. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const injected: typeof axe = Reflect.get(window, 'axe')
    // Landmarks are a matter of the whole page.
    const { violations } = await injected.run('.dl', { rules: { region: { enabled: false } } })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
  })
}

/** Elements of the components that are cut off, or outside of the window. */
export const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isClipped = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const hasText = element.matches('.dl-button, .dl-radio, h2, label')
      return (
        width > 0 && (left < -1 || right > innerWidth + 1 || (hasText && element.scrollWidth > element.clientWidth + 1))
      )
    }
    return [...document.querySelectorAll('.dl:not(.dl-overlay), .dl *')]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) => !element.closest('.dl-hidden, svg, [data-radix-focus-guard]'))
      .filter(isClipped)
      .map((element) => `${element.localName}.${element.className}`)
  })

/** The relative luminance of what an element, then each of its ancestors and last the window has as its background. */
export const backgrounds = (page: Page, selector: string): Promise<number[]> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      if (!canvas) throw new Error('There is no canvas.')
      const luminances: number[] = []
      const add = (color: string) => {
        canvas.clearRect(0, 0, 1, 1)
        canvas.fillStyle = color
        canvas.fillRect(0, 0, 1, 1)
        const [red = 0, green = 0, blue = 0, alpha] = canvas.getImageData(0, 0, 1, 1).data
        if (alpha !== 255) return
        const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) =>
          value <= 10 ? value / 3_294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4,
        )
        luminances.push(0.2126 * r + 0.7152 * g + 0.0722 * b)
      }
      for (let each: Element | null = element; each; each = each.parentElement) {
        add(getComputedStyle(each).backgroundColor)
      }
      add('white')
      return luminances
    })

/** Whether the main button looks like one: its contrast with what is behind it, and its measures in pixels. */
export async function mainButton(page: Page) {
  const selector = '.components .dl-button[data-variant=primary]'
  const [own = 0, behind = 0] = await backgrounds(page, selector)
  const [low = 0, high = 0] = [own, behind].sort((a, b) => a - b)
  const measures = await page
    .locator(selector)
    .first()
    .evaluate((button) => {
      const { paddingInlineStart, borderTopLeftRadius } = getComputedStyle(button)
      const { height } = button.getBoundingClientRect()
      return { padding: Number.parseFloat(paddingInlineStart), radius: borderTopLeftRadius, height }
    })
  return { contrast: (high + 0.05) / (low + 0.05), ...measures }
}
