/** The five aspects that a good prompt mentions. */
export const promptAspects = ['shot', 'subject', 'action', 'setting', 'light'] as const

/** One of {@link promptAspects}. */
export type PromptAspect = (typeof promptAspects)[number]

/**
 * Whether the text seems to mention an aspect, by keywords in the text's language: whole words, or with a star the
 * beginning (`walk*`) or the end (`*ing`) of a word. Keywords in scripts without spaces match anywhere.
 */
export const seemsToName = (text: string, keywords: string[]): boolean =>
  keywords.some((keyword) => keyword !== '' && pattern(keyword).test(text))

const pattern = (keyword: string): RegExp => {
  const word = keyword.replaceAll('*', '')
  const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)
  const before = spaceless || keyword.startsWith('*') ? '' : '(?<!\\p{L})'
  const after = spaceless || keyword.endsWith('*') ? '' : '(?!\\p{L})'
  return new RegExp(`${before}${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${after}`, 'iu')
}

/** Appends a phrase to a text, with a comma or as a new sentence. */
export const addPhrase = (text: string, phrase: string): string => {
  const trimmed = text.trimEnd()
  if (trimmed === '') return phrase
  if (/[。、,，،:;]$/u.test(trimmed)) return `${trimmed} ${phrase}`
  if (/[.!?！？؟]$/u.test(trimmed)) return `${trimmed} ${capitalize(phrase)}`
  return `${trimmed}, ${phrase}`
}

const capitalize = (phrase: string): string => phrase.charAt(0).toLocaleUpperCase() + phrase.slice(1)
