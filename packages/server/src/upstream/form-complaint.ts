import { APIError } from 'openai'
import type { BodyForm } from './create-body'
import { refusalOf } from './authenticated-fetch'

/** Phrases of servers that could not read the body at all, whatever was in it. */
const unreadable =
  /content[- ]?type|multipart|form[- ]?data|x-www-form|(?:invalid|malformed|not valid|parse|decode|expected|valid) json|json (?:body|decode|parse)|pars(?:e|ing) (?:the )?(?:request |)body|body (?:is|must be|should be|could not)|unexpected token|valid dictionary/i

const missing = /required|missing|must be provided|may not be (?:empty|null)|cannot be empty|is empty/i

const numberWanted = /\b(?:integer|number|numeric|float|u?int(?:32|64)?|f32|f64|i32|i64)\b/i

/**
 * Which form to try next, where a refusal complains of the form itself rather than of what was asked: the media type (415), an
 * unreadable body, a field called missing that was sent, or `seconds` of the wrong JSON type. Undefined where the refusal is about
 * the request, so that nothing is sent twice.
 */
export function nextForm(error: unknown, form: BodyForm, sent: readonly string[]): BodyForm | undefined {
  const status = error instanceof APIError ? error.status : undefined
  const other: BodyForm = { ...form, encoding: form.encoding === 'multipart' ? 'json' : 'multipart' }
  if (status === 415) return other
  if (status !== 400 && status !== 422) return undefined
  const { message = '', param } = refusalOf(error)
  const isAboutSeconds = param === 'seconds' || /\bseconds\b/i.test(message)
  if (form.encoding === 'json' && form.seconds === 'string' && isAboutSeconds && numberWanted.test(message)) {
    return { ...form, seconds: 'number' }
  }
  if (unreadable.test(message)) return other
  const isSentField = sent.some((name) => param === name || new RegExp(`\\b${name}\\b`, 'i').test(message))
  return missing.test(message) && isSentField ? other : undefined
}
