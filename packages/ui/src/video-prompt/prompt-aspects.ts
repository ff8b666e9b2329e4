/** The five things that a good prompt names. */
export const promptAspects = ['shot', 'subject', 'action', 'setting', 'light'] as const

/** One of {@link promptAspects}. */
export type PromptAspect = (typeof promptAspects)[number]

/**
 * Whether the text seems to name something, going by signs in the text's language: whole words, or with a star the beginning
 * (`walk*`) or the end (`*ing`) of one. Scripts that write without spaces match anywhere.
 */
export const seemsToName = (text: string, signs: string[]): boolean =>
  signs.some((sign) => sign !== '' && pattern(sign).test(text))

const pattern = (sign: string): RegExp => {
  const bare = sign.replaceAll('*', '')
  const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(bare)
  const before = spaceless || sign.startsWith('*') ? '' : '(?<!\\p{L})'
  const after = spaceless || sign.endsWith('*') ? '' : '(?!\\p{L})'
  return new RegExp(`${before}${bare.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${after}`, 'iu')
}

/** Adds a phrase to the end of a text, as somebody would write it. */
export const addPhrase = (text: string, phrase: string): string => {
  const written = text.trimEnd()
  if (written === '') return phrase
  if (/[。、,，،:;]$/u.test(written)) return `${written} ${phrase}`
  if (/[.!?！？؟]$/u.test(written)) return `${written} ${capitalised(phrase)}`
  return `${written}, ${phrase}`
}

const capitalised = (phrase: string): string => phrase.charAt(0).toLocaleUpperCase() + phrase.slice(1)
