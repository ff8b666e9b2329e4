import { expect, it } from 'vitest'
import { indexAfterKey } from './use-grid-keys'

const grid = { columns: 4, count: 10, isRightToLeft: false }

it('arrow keys move to the neighbour, if there is one', () => {
  expect(indexAfterKey('ArrowRight', 3, grid)).toBe(4)
  expect(indexAfterKey('ArrowDown', 3, grid)).toBe(7)
  expect(indexAfterKey('ArrowUp', 3, grid)).toBeUndefined()
  expect(indexAfterKey('ArrowDown', 7, grid)).toBeUndefined()
  expect(indexAfterKey('ArrowLeft', 0, grid)).toBeUndefined()
})

it('Home and End move to the first and the last card', () => {
  expect(indexAfterKey('Home', 5, grid)).toBe(0)
  expect(indexAfterKey('End', 5, grid)).toBe(9)
})

it('left and right arrow keys are swapped in right-to-left pages', () => {
  expect(indexAfterKey('ArrowRight', 5, { ...grid, isRightToLeft: true })).toBe(4)
  expect(indexAfterKey('ArrowDown', 5, { ...grid, isRightToLeft: true })).toBe(9)
})

it('ignores other keys', () => {
  for (const key of ['Enter', ' ', 'Tab', 'a']) expect(indexAfterKey(key, 5, grid)).toBeUndefined()
})
