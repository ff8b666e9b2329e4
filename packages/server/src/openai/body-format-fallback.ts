import { APIError } from 'openai'
import { readErrorBody } from './call-error'
import type { BodyFormat } from './encode-body'

/** Error messages of servers that could not parse the body at all, regardless of its fields. */
const unparsable =
  /content[- ]?type|multipart|form[- ]?data|x-www-form|(?:invalid|malformed|not valid|parse|decode|expected|valid) json|json (?:body|decode|parse)|pars(?:e|ing) (?:the )?(?:request |)body|body (?:is|must be|should be|could not)|unexpected token|valid dictionary/i

const fieldMissing = /required|missing|must be provided|may not be (?:empty|null)|cannot be empty|is empty/i

const numberExpected = /\b(?:integer|number|numeric|float|u?int(?:32|64)?|f32|f64|i32|i64)\b/i

/**
 * Returns the body format to retry with, if an error concerns the format and not the request: an unsupported media type
 * (415), an unparsable body, a field reported as missing that was sent, or `seconds` with the wrong JSON type. Returns
 * undefined for every other error, so that a rejected request is not sent twice.
 */
export function nextBodyFormat(
  error: unknown,
  format: BodyFormat,
  fieldNames: readonly string[],
): BodyFormat | undefined {
  const status = error instanceof APIError ? error.status : undefined
  const other: BodyFormat = { ...format, encoding: format.encoding === 'multipart' ? 'json' : 'multipart' }
  if (status === 415) return other
  if (status !== 400 && status !== 422) return undefined
  const { message = '', param } = readErrorBody(error)
  const isAboutSeconds = param === 'seconds' || /\bseconds\b/i.test(message)
  if (format.encoding === 'json' && format.seconds === 'string' && isAboutSeconds && numberExpected.test(message)) {
    return { ...format, seconds: 'number' }
  }
  if (unparsable.test(message)) return other
  const isSentField = fieldNames.some((name) => param === name || new RegExp(`\\b${name}\\b`, 'i').test(message))
  return fieldMissing.test(message) && isSentField ? other : undefined
}
