import { fieldsOf, textOf } from '@dailies/core/internal'
import type { ErrorFields } from '@dailies/core/internal'

/** The error in a body of Google: `{ error }`, or a list of one, as its front end writes it. */
const errorIn = (body: unknown) => fieldsOf(fieldsOf(Array.isArray(body) ? (body as unknown[])[0] : body)['error'])

/**
 * Reads an error of Google's APIs (https://google.aip.dev/193). Its `code` repeats the HTTP status; a wrong key is 400, and
 * only the reason in the details tells it from a bad request.
 */
export function parseGeminiError(body: unknown): ErrorFields {
  const { message, details } = errorIn(body)
  const reasons = (Array.isArray(details) ? (details as unknown[]) : []).map((detail) => fieldsOf(detail)['reason'])
  const text = textOf(message)
  return {
    ...(reasons.includes('API_KEY_INVALID') && { code: 'API_KEY_INVALID' }),
    ...(text !== undefined && { message: text }),
  }
}

/** The message of an error of Google, to tell one from another where they share a status. */
export const geminiMessageOf = (body: unknown): string => textOf(errorIn(body)['message']) ?? ''

/**
 * A file that is gone is 403: "You do not have permission to access the File … or it may not exist". Another 403 is about
 * the key.
 */
export const isMissingGeminiFile = (status: number, text: string): boolean =>
  status === 404 || (status === 403 && /permission to access the file/i.test(text))
