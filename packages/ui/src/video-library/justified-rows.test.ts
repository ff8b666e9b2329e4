import { describe, expect, it } from 'vitest'
import { justifyRows, nearestInRow, rowOf } from './justified-rows'

const space = { width: 1_000, gap: 10, rowHeight: 200, below: 80 }
const mixed = Array.from({ length: 200 }, (_, index) => [16 / 9, 9 / 16, 1, 21 / 9][(index * 5) % 4] ?? 1)

describe.each([320, 600, 1_000, 2_560])('rows of %i px', (width) => {
  const rows = justifyRows(mixed, { ...space, width })

  it('contain each item once, in order', () => {
    expect(rows.flatMap(({ start, end }) => mixed.slice(start, end))).toEqual(mixed)
  })

  it('fill the width, but for the last', () => {
    for (const { start, end, height } of rows.slice(0, -1)) {
      const total = mixed.slice(start, end).reduce((sum, ratio) => sum + ratio * height + space.gap, -space.gap)
      expect(total).toBeCloseTo(width)
    }
  })

  it('lie below one another', () => {
    for (const [index, { top, height }] of rows.entries())
      expect(rows[index + 1]?.top ?? top + height + space.below).toBeCloseTo(top + height + space.below)
  })
})

it('are about as high as wanted, and the last is not stretched', () => {
  const rows = justifyRows(mixed, space)
  for (const { height } of rows) {
    expect(height).toBeGreaterThan(200 / 1.5)
    expect(height).toBeLessThan(200 * 1.5)
  }
  expect(justifyRows([16 / 9], space)).toEqual([{ start: 0, end: 1, top: 0, height: 200 }])
})

it('shrinks a single video that is wider than the page', () => {
  expect(justifyRows([16 / 9], { ...space, width: 320 })[0]?.height).toBeCloseTo(180)
})

it('finds the row of an item, and the nearest item of another row', () => {
  const ratios = [1, 1, 1, 1, 1, 0.6, 2, 0.6, 2]
  const rows = justifyRows(ratios, space)
  expect([0, 4, 5, 8].map((index) => rowOf(rows, index))).toEqual([0, 0, 1, 1])
  const [from, to] = rows
  if (!from || !to) throw new Error('There are two rows.')
  expect([0, 1, 2, 4].map((index) => nearestInRow(ratios, { from, to, index, gap: 10 }))).toEqual([5, 6, 7, 8])
})
