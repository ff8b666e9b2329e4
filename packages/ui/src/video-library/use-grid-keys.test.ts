import { expect, it } from 'vitest'
import { justifyRows } from './justified-rows'
import { indexAfterKey } from './use-grid-keys'

// Three rows: of four squares, of a portrait between two landscapes, and the rest.
const ratios = [1, 1, 1, 1, 16 / 9, 9 / 16, 16 / 9, 1, 1]
const rows = justifyRows(ratios, { width: 830, gap: 10, rowHeight: 200, below: 80 })
const grid = { rows, ratios, gap: 10, isRightToLeft: false }

it('arrow keys move to the neighbour, if there is one', () => {
  expect(rows.map(({ end }) => end)).toEqual([4, 7, 9])
  expect(indexAfterKey('ArrowRight', 3, grid)).toBe(4)
  expect(indexAfterKey('ArrowLeft', 0, grid)).toBeUndefined()
  expect(indexAfterKey('ArrowRight', 8, grid)).toBeUndefined()
})

it('up and down move to the card that is nearest below or above', () => {
  expect([0, 1, 2, 3].map((index) => indexAfterKey('ArrowDown', index, grid))).toEqual([4, 5, 5, 6])
  expect([4, 5, 6].map((index) => indexAfterKey('ArrowUp', index, grid))).toEqual([0, 1, 3])
  expect(indexAfterKey('ArrowUp', 3, grid)).toBeUndefined()
  expect(indexAfterKey('ArrowDown', 7, grid)).toBeUndefined()
})

it('Home and End move to the first and the last card', () => {
  expect(indexAfterKey('Home', 5, grid)).toBe(0)
  expect(indexAfterKey('End', 5, grid)).toBe(8)
})

it('left and right arrow keys are swapped in right-to-left pages', () => {
  expect(indexAfterKey('ArrowRight', 5, { ...grid, isRightToLeft: true })).toBe(4)
  expect(indexAfterKey('ArrowDown', 0, { ...grid, isRightToLeft: true })).toBe(4)
})

it('moves by one card before anything is measured', () => {
  expect(indexAfterKey('ArrowDown', 5, { ...grid, rows: [] })).toBe(6)
})

it('ignores other keys', () => {
  for (const key of ['Enter', ' ', 'Tab', 'a', 'toString']) expect(indexAfterKey(key, 5, grid)).toBeUndefined()
})
