import { expect, it } from 'vitest'
import { shownRemixes, type Family } from './shown-remixes'

const many = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']
const family: Family = {
  current: 'c',
  path: ['a', 'b', 'c'],
  remixes: new Map([
    ['a', ['x', 'b', 'y']],
    ['b', [...many, 'c']],
    ['c', ['d']],
    ['d', ['e']],
    ['e', ['f']],
    ['f', ['g']],
    ['x', ['z']],
  ]),
}
const show = (id: string, depth: number, isOpen = false) => shownRemixes(id, family, { depth, isOpen })

it.each([
  ['of an ancestor only the way to the current video', 'a', 0, ['b'], 2],
  ['of its source the first, and the current video in any case', 'b', 1, ['m1', 'm2', 'm3', 'm4', 'c'], 3],
  ['its own', 'c', 2, ['d'], 0],
  ['those of its remixes', 'd', 3, ['e'], 0],
  ['no further than three generations', 'f', 5, [], 1],
  ['none of a video without remixes', 'g', 6, [], 0],
])('shows %s', (_name, id, depth, shown, hidden) => {
  expect(show(id, depth)).toEqual({ shown, hidden })
})

it('shows all once they are asked for', () => {
  expect(show('b', 1, true)).toEqual({ shown: [...many, 'c'], hidden: 0 })
})
