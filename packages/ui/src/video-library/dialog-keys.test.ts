// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { dialogAction } from './dialog-keys'

const press = (key: string, changes: Partial<Parameters<typeof dialogAction>[0]> = {}) =>
  dialogAction({ key, target: document.body, ctrlKey: false, metaKey: false, altKey: false, ...changes })

it.each([
  ['j', 'previous'],
  ['J', 'previous'],
  ['k', 'next'],
  ['?', 'keys'],
  [' ', undefined],
  ['m', undefined],
])('%j is %s', (key, action) => {
  expect(press(key)).toBe(action)
})

it.each(['ctrlKey', 'metaKey', 'altKey'])('leaves shortcuts with %s to the browser', (modifier) => {
  expect(press('j', { [modifier]: true })).toBe(undefined)
})

it.each(['input', 'textarea', 'select'])('leaves the keys to the writing in %s', (name) => {
  expect(press('k', { target: document.createElement(name) })).toBe(undefined)
})
