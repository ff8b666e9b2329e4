import type { PhraseLabels } from '../prompt-phrases'

/** The label in a language, such as `de-AT`, else in the language it belongs to, else in English. */
export const labelIn = (language: string, labels: PhraseLabels): string => {
  const parts = language.split('-')
  const tags = parts.map((_part, index) => parts.slice(0, parts.length - index).join('-'))
  return tags.map((tag) => labels[tag]).find((label) => label !== undefined) ?? labels.en
}
