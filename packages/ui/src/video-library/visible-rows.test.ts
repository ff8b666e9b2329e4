import { expect, it } from 'vitest'
import { hiddenRows, visibleRange } from './visible-rows'

const layout = { top: 0, viewport: 900, rowHeight: 300, columns: 4 }

it('never renders more than twice the cards that fit on the screen', () => {
  const onScreen = Math.ceil(layout.viewport / layout.rowHeight) * layout.columns
  for (let top = 0; top > -750_000; top -= 137) {
    const { start, end } = visibleRange({ ...layout, top }, 10_000)
    expect(end - start).toBeLessThanOrEqual(onScreen * 2)
    expect(start * 75 + top).toBeLessThanOrEqual(0)
    expect(Math.min(end, 10_000) * 75 + top >= layout.viewport || end === 10_000).toBe(true)
  }
})

it('hidden rows and rendered rows add up to the whole height', () => {
  for (const top of [0, -1_000, -50_000, -749_000]) {
    const range = visibleRange({ ...layout, top }, 9_998)
    const { before, after } = hiddenRows(range, layout, 9_998)
    expect(before + Math.ceil((range.end - range.start) / 4) * 300 + after).toBe(2_500 * 300)
  }
})

it('renders the first 24 cards at most before anything is measured', () => {
  expect(visibleRange({ ...layout, rowHeight: 0 }, 7)).toEqual({ start: 0, end: 7 })
  expect(visibleRange({ ...layout, rowHeight: 0 }, 10_000)).toEqual({ start: 0, end: 24 })
  expect(hiddenRows({ start: 0, end: 7 }, { ...layout, rowHeight: 0 }, 7)).toEqual({ before: 0, after: 0 })
})

it('renders the last row if the list became shorter than the scroll position', () => {
  expect(visibleRange({ ...layout, top: -50_000 }, 6)).toEqual({ start: 4, end: 6 })
})
