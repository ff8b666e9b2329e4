import type { VideoFailure } from '@dailies/core'
import { fieldsOf, isFields, textOf } from './read-json'

/** What an error answer says, in whatever shape it was said. */
export interface ReadError {
  code: string | undefined
  message: string | undefined
  param: string | undefined
}

/** Longest message passed on, in characters. */
const maxMessage = 400

/** A shorter secret is none: "EMPTY" is the usual key of a server that asks for none, and taking it out would maim every message. */
const shortestSecret = 6

/**
 * A message fit for a visitor: no markup, no address or path of the upstream's, nothing that looks like a credential, and not longer
 * than a paragraph. Undefined where nothing is left of it.
 */
export function sayable(message: unknown, secrets: readonly string[] = []): string | undefined {
  let text = textOf(message)
  if (text === undefined || /^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text)) return undefined
  for (const secret of secrets) {
    if (secret.length >= shortestSecret) text = text.replaceAll(secret, '[hidden]')
  }
  text = text
    .replaceAll(/\b[a-z][a-z\d+.-]*:\/\/\S+/gi, '[address]')
    .replaceAll(/\b(?:sk|pk|whsec|key)[-_][\w*-]{6,}/gi, '[hidden]')
    .replaceAll(/\bBearer\s+\S+/gi, '[hidden]')
    .replaceAll(/(?<![\w.])(?:\/[\w.@-]+){2,}(?::\d+)?/g, '[path]')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (text === '') return undefined
  return text.length > maxMessage ? `${text.slice(0, maxMessage - 1)}…` : text
}

/** FastAPI names the field to blame as `["body", "prompt"]`. */
function readValidation(detail: unknown): ReadError | undefined {
  if (!Array.isArray(detail)) return undefined
  const [first]: unknown[] = detail
  const { loc, msg } = fieldsOf(first)
  const place: unknown = Array.isArray(loc) ? loc.at(-1) : undefined
  const param = typeof place === 'string' && place !== 'body' ? place : undefined
  return { code: undefined, message: textOf(msg), param }
}

/** An error body as any of the dialects writes it; numbers are no codes, since they say nothing that the HTTP status does not. */
export function readError(body: unknown): ReadError {
  if (typeof body === 'string') return { code: undefined, message: textOf(body), param: undefined }
  const fields = fieldsOf(body)
  if (isFields(fields['error']) || typeof fields['error'] === 'string') return readError(fields['error'])
  const validation = readValidation(fields['detail'])
  if (validation !== undefined) return validation
  if (isFields(fields['detail'])) return readError(fields['detail'])
  return {
    code: textOf(fields['code']),
    message:
      textOf(fields['message']) ?? textOf(fields['msg']) ?? textOf(fields['detail']) ?? textOf(fields['fail_reason']),
    param: textOf(fields['param']),
  }
}

/** Why a job failed. `reason` is a status word that says so itself (`nsfw`), which then is the code. */
export function readFailure(raw: unknown, reason: string | undefined, secrets: readonly string[] = []): VideoFailure {
  const { code, message } = readError(raw)
  const word = reason ?? code ?? 'generation_failed'
  return {
    code: word,
    message: sayable(message, secrets) ?? `The video service ended this job as "${word}" and gave no reason.`,
  }
}
