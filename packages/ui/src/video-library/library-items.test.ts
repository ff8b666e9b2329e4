import { expect, it } from 'vitest'
import { stackTakes } from './library-items'

const ids = ['a', 'b', 'c', 'd', 'e']
const groups = ['fox', undefined, 'fox', 'boat', 'fox']

it('lays the takes of a prompt as one stack at the place of the first', () => {
  expect(stackTakes(ids, groups, new Set()).map((item) => item.ids)).toEqual([['a', 'c', 'e'], ['b'], ['d']])
})

it('lays the takes of an open stack beside one another', () => {
  const items = stackTakes(ids, groups, new Set(['fox']))
  expect(items.map((item) => item.ids)).toEqual([['a'], ['c'], ['e'], ['b'], ['d']])
  expect(items.map(({ group }) => group?.ids)).toEqual([
    ['a', 'c', 'e'],
    ['a', 'c', 'e'],
    ['a', 'c', 'e'],
    undefined,
    undefined,
  ])
})

it('stacks nothing without groups, and no single take', () => {
  expect(stackTakes(ids, [], new Set())).toEqual(ids.map((id) => ({ id, ids: [id] })))
  expect(stackTakes(['d'], ['boat'], new Set(['boat']))).toEqual([{ id: 'd', ids: ['d'] }])
})
