import { expect, it } from 'vitest'
import { justifyRows } from './justified-rows'
import { initialRange, visibleRange } from './visible-rows'

// Landscape, portrait and square videos, in no regular order.
const ratios = Array.from({ length: 10_000 }, (_, index) => [16 / 9, 9 / 16, 1, 16 / 9, 4 / 3][(index * 7) % 5] ?? 1)
const rows = justifyRows(ratios, { width: 1_200, gap: 16, rowHeight: 200, below: 100 })
const viewport = 900
const end = rows.at(-1)
const whole = (end?.top ?? 0) + (end?.height ?? 0)

it('renders the rows in view, and never more than twice those that fit on the screen', () => {
  for (let top = 0; -top < whole; top -= 137) {
    const range = visibleRange(rows, { top, viewport })
    const shown = rows.filter((row) => row.start >= range.start && row.end <= range.end)
    expect(shown.length).toBeLessThanOrEqual(Math.ceil(viewport / 230) * 2)
    expect(range.before + top).toBeLessThanOrEqual(0)
    expect(whole - range.after + top >= viewport || range.end === 10_000).toBe(true)
  }
})

it('hidden rows and rendered rows add up to the whole height', () => {
  for (const top of [0, -1_000, -50_000, -whole]) {
    const range = visibleRange(rows, { top, viewport })
    const shown = rows.filter((row) => row.start >= range.start && row.end <= range.end)
    const last = shown.at(-1)
    expect(range.before).toBe(shown[0]?.top)
    expect((last?.top ?? 0) + (last?.height ?? 0) + range.after).toBeCloseTo(whole)
  }
})

it('renders the first 24 cards at most before anything is measured', () => {
  expect(initialRange(7)).toEqual({ start: 0, end: 7, before: 0, after: 0 })
  expect(initialRange(10_000)).toEqual({ start: 0, end: 24, before: 0, after: 0 })
})

it('renders the last row if the list became shorter than the scroll position', () => {
  const short = justifyRows([1, 1, 1, 1, 1, 1, 1], { width: 600, gap: 0, rowHeight: 200, below: 0 })
  expect(visibleRange(short, { top: -50_000, viewport })).toEqual({ start: 6, end: 7, before: 400, after: 0 })
})
