import { expect, it } from 'vitest'
import { indexAfterKey } from './use-grid-keys'

const grid = { columns: 4, count: 10, isRightToLeft: false }

it('arrows go to the neighbours, and stay where there is none', () => {
  expect(indexAfterKey('ArrowRight', 3, grid)).toBe(4)
  expect(indexAfterKey('ArrowDown', 3, grid)).toBe(7)
  expect(indexAfterKey('ArrowUp', 3, grid)).toBeUndefined()
  expect(indexAfterKey('ArrowDown', 7, grid)).toBeUndefined()
  expect(indexAfterKey('ArrowLeft', 0, grid)).toBeUndefined()
})

it('Home and End go to the first and the last', () => {
  expect(indexAfterKey('Home', 5, grid)).toBe(0)
  expect(indexAfterKey('End', 5, grid)).toBe(9)
})

it('sideways arrows swap where the page runs from right to left', () => {
  expect(indexAfterKey('ArrowRight', 5, { ...grid, isRightToLeft: true })).toBe(4)
  expect(indexAfterKey('ArrowDown', 5, { ...grid, isRightToLeft: true })).toBe(9)
})

it('other keys are left alone', () => {
  for (const key of ['Enter', ' ', 'Tab', 'a']) expect(indexAfterKey(key, 5, grid)).toBeUndefined()
})
