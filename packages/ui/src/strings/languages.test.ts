import { describe, expect, it } from 'vitest'
import { arabic } from './ar'
import { german } from './de'
import { english } from './en'
import { spanish } from './es'
import { french } from './fr'
import { hebrew } from './he'
import { japanese } from './ja'
import type { Section, Words } from './language'
import { chinese } from './zh'

const others = [german, spanish, french, japanese, chinese, arabic, hebrew]

/** Every entry by its full name, each with the values it takes; a plural by the form that always fits. */
const entries = (sections: Record<string, Section>): [name: string, placeholders: string[]][] =>
  Object.entries(sections).flatMap(([section, words]) =>
    Object.entries(words).map(([key, entry]): [string, string[]] => [`${section}.${key}`, placeholders(entry)]),
  )

const placeholders = (words: Words): string[] => {
  const text = typeof words === 'string' ? words : words.other
  if (text === '') throw new Error('An entry is empty.')
  return (text.match(/\{\w+\}/g) ?? []).sort()
}

describe.each(others)('$locale', ({ locale, direction, strings }) => {
  it('says all that English says and no more, with the same values', () => {
    expect(Object.fromEntries(entries({ ...strings }))).toEqual(Object.fromEntries(entries({ ...english.strings })))
  })

  it('offers as many phrases and suggestions as English does', () => {
    for (const key of ['shot', 'subject', 'action', 'setting', 'light'] as const)
      expect(strings.videoPrompt[`${key}Phrases`].split('|')).toHaveLength(4)
    for (const verb of ['remix', 'edit', 'extend'] as const)
      expect(strings.remixPanel[`${verb}Suggestions`].split('|')).toHaveLength(4)
  })

  it('has a form for each number its plurals tell apart', () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions()
    // `many` and `zero` read like `other` in these languages, and `many` of Spanish and French is for millions.
    const wanted = pluralCategories.filter((category) => ['one', 'two', 'few'].includes(category))
    expect(Object.keys(strings.videoLibrary.takes)).toEqual(expect.arrayContaining(wanted))
  })

  it('runs the way its script does', () => {
    expect(direction).toBe(locale === 'ar' || locale === 'he' ? 'rtl' : 'ltr')
  })
})
