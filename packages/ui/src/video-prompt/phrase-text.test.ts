import { describe, expect, it } from 'vitest'
import { cameraMoves, looks } from '../prompt-phrases'
import { hasPhrase, togglePhrase } from './phrase-text'

describe('a phrase by itself', () => {
  it.each([
    'slow dolly in',
    'A fox, slow dolly in',
    'A fox. Slow dolly in',
    'A fox, slow dolly in, at dusk',
    'Slow dolly in. A fox',
    'A fox\nslow dolly in\nat dusk',
    '狐、slow dolly in。',
  ])('is found in %j', (text) => {
    expect(hasPhrase(text, 'slow dolly in')).toBe(true)
  })

  it.each(['', 'A slow dolly in on a fox', 'A fox, very slow dolly in', 'slow dolly into a room'])(
    'is not found in %j, where it belongs to a sentence',
    (text) => {
      expect(hasPhrase(text, 'slow dolly in')).toBe(false)
    },
  )
})

describe('toggling a phrase', () => {
  it.each([
    ['', 'slow dolly in'],
    ['A fox', 'A fox, slow dolly in'],
    ['A fox sleeps.', 'A fox sleeps. Slow dolly in'],
    ['A fox: ', 'A fox: slow dolly in'],
    ['A slow dolly in on a fox', 'A slow dolly in on a fox, slow dolly in'],
  ])('adds it to %j', (text, added) => {
    expect(togglePhrase(text, 'slow dolly in')).toBe(added)
  })

  it.each([
    ['slow dolly in', ''],
    ['A fox, slow dolly in', 'A fox'],
    ['A fox, slow dolly in, at dusk', 'A fox, at dusk'],
    ['A fox, slow dolly in. At dusk.', 'A fox. At dusk.'],
    ['A fox sleeps. Slow dolly in', 'A fox sleeps.'],
    ['A fox sleeps. Slow dolly in. At dusk', 'A fox sleeps. At dusk'],
    ['Slow dolly in, a fox', 'a fox'],
    ['A fox\nslow dolly in\nat dusk', 'A fox\nat dusk'],
  ])('removes it from %j', (text, removed) => {
    expect(togglePhrase(text, 'slow dolly in')).toBe(removed)
  })

  it('adds and removes each of the shipped phrases, after a word and after a sentence', () => {
    for (const { phrase } of [...cameraMoves.phrases, ...looks.phrases])
      for (const text of ['A fox', 'A fox sleeps.']) expect(togglePhrase(togglePhrase(text, phrase), phrase)).toBe(text)
  })
})
