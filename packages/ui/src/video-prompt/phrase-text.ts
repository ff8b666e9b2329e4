import { addPhrase } from './prompt-aspects'

const commas = ',;:，、；：،؛'
const ends = '.!?。！？؟'

/** A phrase by itself, between commas or the ends of sentences: not one within a sentence that was written around it. */
const pattern = (phrase: string): RegExp => {
  const literal = phrase.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(^\\s*|[${commas}${ends}\\n]\\s*)${literal}(?=\\s*(?:[${commas}${ends}\\n]|$))`, 'iu')
}

/** Whether the text has the phrase by itself. */
export const hasPhrase = (text: string, phrase: string): boolean => pattern(phrase).test(text)

/** Adds the phrase to the text, or removes it with the comma before it, or after it at the beginning of a sentence. */
export function togglePhrase(text: string, phrase: string): string {
  const found = pattern(phrase).exec(text)
  if (!found) return addPhrase(text, phrase)
  const [match, lead = ''] = found
  const before = text.slice(0, found.index)
  const after = text.slice(found.index + match.length)
  if (commas.includes(lead.charAt(0)) && lead !== '') return before + after
  const kept = before + lead
  const rest = after.replace(new RegExp(`^\\s*[${commas}${ends}]?[^\\S\\n]*`, 'u'), '')
  return rest === '' ? kept.trimEnd() : kept + rest
}
