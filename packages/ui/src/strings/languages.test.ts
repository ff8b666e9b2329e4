import { describe, expect, it } from 'vitest'
import { arabic } from './ar'
import { german } from './de'
import { english } from './en'
import { spanish } from './es'
import { french } from './fr'
import { hebrew } from './he'
import { japanese } from './ja'
import type { Entry, Section } from './language'
import { chinese } from './zh'

const translations = [german, spanish, french, japanese, chinese, arabic, hebrew]

/** Every entry by its full key, with its placeholders. A plural entry counts with its `other` form. */
const entries = (sections: Record<string, Section>): [key: string, placeholders: string[]][] =>
  Object.entries(sections).flatMap(([section, entriesOfSection]) =>
    Object.entries(entriesOfSection).map(([key, entry]): [string, string[]] => [
      `${section}.${key}`,
      placeholders(entry),
    ]),
  )

const placeholders = (entry: Entry): string[] => {
  const text = typeof entry === 'string' ? entry : entry.other
  if (text === '') throw new Error('An entry is empty.')
  return (text.match(/\{\w+\}/g) ?? []).sort()
}

describe.each(translations)('$locale', ({ locale, direction, strings }) => {
  it('has exactly the keys of English, with the same placeholders', () => {
    expect(Object.fromEntries(entries({ ...strings }))).toEqual(Object.fromEntries(entries({ ...english.strings })))
  })

  it('has as many phrases and suggestions as English', () => {
    for (const key of ['shot', 'subject', 'action', 'setting', 'light'] as const)
      expect(strings.videoPrompt[`${key}Phrases`].split('|')).toHaveLength(4)
    for (const operation of ['remix', 'edit', 'extend'] as const)
      expect(strings.remixPanel[`${operation}Suggestions`].split('|')).toHaveLength(4)
  })

  it('has a plural form for each category of its locale', () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions()
    // `many` and `zero` have the same form as `other` in these languages; `many` of Spanish and French is for millions.
    const required = pluralCategories.filter((category) => ['one', 'two', 'few'].includes(category))
    expect(Object.keys(strings.videoLibrary.count)).toEqual(expect.arrayContaining(required))
  })

  it('has the text direction of its script', () => {
    expect(direction).toBe(locale === 'ar' || locale === 'he' ? 'rtl' : 'ltr')
  })
})
