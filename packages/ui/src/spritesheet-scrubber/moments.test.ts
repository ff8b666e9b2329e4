import { expect, it } from 'vitest'
import { momentsOf } from './moments'

/** Picks the words as the style sheet does. */
const wordsAt = (locale: string, seconds: number, time: number) => {
  const moments = momentsOf(locale, seconds)
  return moments[Math.round((time / seconds) * (moments.length - 1))]
}

it.each([
  { locale: 'en', seconds: 4, time: 0, words: '0.0s' },
  { locale: 'en', seconds: 4, time: 2.94, words: '2.9s' },
  { locale: 'en', seconds: 4, time: 2.95, words: '3.0s' },
  { locale: 'en', seconds: 4, time: 4, words: '4.0s' },
  { locale: 'en', seconds: 4.04, time: 4.04, words: '4.0s' },
  { locale: 'de', seconds: 12, time: 10.5, words: '10,5 Sek.' },
  { locale: 'en', seconds: 75.5, time: 59.4, words: '0:59' },
  { locale: 'en', seconds: 75.5, time: 75.5, words: '1:15' },
  { locale: 'en', seconds: 3_700, time: 0, words: '0:00' },
  { locale: 'en', seconds: 3_700, time: 3_700, words: '1:01:40' },
])('$seconds s in $locale: at $time the tag says $words', ({ locale, seconds, time, words }) => {
  expect(wordsAt(locale, seconds, time)).toBe(words)
})

it('has no more words than can be told apart', () => {
  expect(momentsOf('en', 10 * 3_600)).toHaveLength(601)
  expect(momentsOf('en', 0)).toEqual(['0.0s'])
})
