import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleStyleSheet } from '../style-sheets.mjs'
import { components, openComponentPage, roots, type ComponentPage } from './testing/component-page'
import { applySheets } from './testing/computed-styles'

/** Layouts of a page: the style of the parent, and the room that it has. */
const layouts: Record<string, { style: string; room: number; isInSection?: boolean }> = {
  'a sidebar of 280 px': { style: 'width: 280px', room: 280 },
  'a centred column of 280 px': {
    style: 'width: 280px; display: flex; flex-direction: column; align-items: center',
    room: 280,
  },
  'a centred column of 800 px': {
    style: 'width: 800px; display: flex; flex-direction: column; align-items: center',
    room: 800,
  },
  'a grid of 280 px with padding and a section': {
    style: 'width: 248px; display: grid',
    room: 248,
    isInSection: true,
  },
  'a grid of 800 px with a section': { style: 'width: 800px; display: grid', room: 800, isInSection: true },
  'a row of 280 px with a section': { style: 'width: 280px; display: flex', room: 280, isInSection: true },
  'a row of 280 px': { style: 'width: 280px; display: flex', room: 280 },
  'a row of 800 px': { style: 'width: 800px; display: flex', room: 800 },
  'a grid of 280 px with place-items': { style: 'width: 280px; display: grid; place-items: center', room: 280 },
  'a grid of 800 px with place-items': { style: 'width: 800px; display: grid; place-items: center', room: 800 },
  'an inline block': { style: 'display: inline-block', room: 900 },
  'a popover of at most 320 px': { style: 'position: absolute; width: max-content; max-width: 320px', room: 320 },
  'a popover that fits its content': { style: 'position: absolute; width: fit-content', room: 900 },
  'a float': { style: 'float: left', room: 900 },
  'a table cell': { style: 'display: table-cell', room: 900 },
}

let site: ComponentPage

beforeAll(async () => {
  site = await openComponentPage()
  await site.page.setViewportSize({ width: 900, height: 900 })
  await applySheets(site.page, ['body { margin: 0 }', await bundleStyleSheet('styles.css')])
})
afterAll(() => site?.close())

/** The widths of a copy of a component in a parent with this style. */
const widthsIn = (root: string, style: string, isInSection: boolean) =>
  site.page.evaluate(
    ([root, style, isInSection]) => {
      const original = document.querySelector(root)
      if (!original) throw new Error(`There is no ${root}.`)
      const parent = document.createElement('div')
      parent.style.cssText = style
      const copy = original.cloneNode(true) as HTMLElement
      // A section between them is the item of the layout, and has the least width of its content.
      if (isInSection) parent.append(document.createElement('section'))
      ;(parent.firstElementChild ?? parent).append(copy)
      document.body.prepend(parent)
      const { left, right, width } = copy.getBoundingClientRect()
      const outside = [
        ...copy.querySelectorAll('button, input:not(.dl-wipe, [hidden]), select, textarea, [role=slider]'),
      ]
        .filter((control) => {
          const rect = control.getBoundingClientRect()
          return rect.width > 1 && (rect.left < left - 13 || rect.right > right + 13)
        })
        .map((control) => control.outerHTML.slice(0, 100))
      const { width: parentWidth } = parent.getBoundingClientRect()
      parent.remove()
      return { width, parentWidth, outside }
    },
    [root, style, isInSection] as const,
  )

describe.each(components)('%s', (component) => {
  it.each(Object.entries(layouts))('has a sensible width in %s', async (_, { style, room, isInSection = false }) => {
    const { width, parentWidth, outside } = await widthsIn(roots[component], style, isInSection)
    expect(width).toBeGreaterThanOrEqual(Math.min(248, room))
    expect(width).toBeLessThanOrEqual(room)
    expect(parentWidth).toBeLessThanOrEqual(room)
    expect(outside).toEqual([])
  })
})
