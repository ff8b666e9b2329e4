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

/** Longest text that is looked at, in characters: an error page may have megabytes, and a visitor waits for each look. */
const maxText = 4_000

/** What a code or a param may be: a word or a path of words, since anything may be written where they belong. */
const word = /^[\w.[\]-]{1,64}$/

/** A shorter secret is none: "EMPTY" is the usual key of a server that asks for none, and taking it out would maim every message. */
const shortestSecret = 6

/**
 * A message fit for a visitor: no markup, no address or path of the upstream's, nothing that looks like a credential, and not longer
 * than a paragraph. Undefined where nothing is left of it.
 */
export function sayable(message: unknown, secrets: readonly string[] = []): string | undefined {
  let text = textOf(message)?.slice(0, maxText)
  if (text === undefined || /^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text)) return undefined
  for (const secret of secrets) {
    if (secret.length >= shortestSecret) text = text.replaceAll(secret, '[hidden]')
  }
  text = text
    .replaceAll(/\b[a-z][a-z\d+.-]{0,20}:[/\\]{2}\S+/gi, '[address]')
    // A name of several words with a port, and an address of numbers, with or without one.
    .replaceAll(/(?<![\w.-])(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}:\d{1,5}\b/g, '[address]')
    .replaceAll(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g, '[address]')
    .replaceAll(/\[[\da-f:]{2,39}\](?::\d{1,5})?/gi, '[address]')
    .replaceAll(/\beyJ[\w-]{5,}\.[\w.-]+/g, '[hidden]')
    .replaceAll(/\b(?:sk|pk|whsec|key)[-_][\w*-]{6,}/gi, '[hidden]')
    .replaceAll(/\bBearer\s+\S+|\b(?:api[-_ ]?key|key|token|secret|password)\s*[=:]\s*\S+/gi, '[hidden]')
    .replaceAll(/(?<![\w.])(?:\/[\w.@-]+){2,}(?::\d+)?|\b[a-z]:\\\S+/gi, '[path]')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (text === '') return undefined
  return text.length > maxMessage ? `${text.slice(0, maxMessage - 1)}…` : text
}

/** A code or the name of a field, where it is one that may be shown. */
const wordOf = (value: unknown, secrets: readonly string[]): string | undefined => {
  const text = textOf(value)
  const isSecret = secrets.some((secret) => secret.length >= shortestSecret && text?.includes(secret))
  return text !== undefined && word.test(text) && !isSecret && sayable(text) === text ? text : undefined
}

/** FastAPI names the field to blame as `["body", "prompt"]`. */
function readValidation(detail: unknown, secrets: readonly string[]): ReadError | undefined {
  if (!Array.isArray(detail)) return undefined
  const [first]: unknown[] = detail
  const { loc, msg } = fieldsOf(first)
  const place: unknown = Array.isArray(loc) ? loc.at(-1) : undefined
  const param = place === 'body' ? undefined : wordOf(place, secrets)
  return { code: undefined, message: textOf(msg), param }
}

/**
 * An error body as any of the dialects writes it; numbers are no codes, since they say nothing that the HTTP status does not. The message
 * is as it came, see {@link sayable}.
 */
export function readError(body: unknown, secrets: readonly string[] = []): ReadError {
  if (typeof body === 'string') return { code: undefined, message: textOf(body), param: undefined }
  const fields = fieldsOf(body)
  if (isFields(fields['error']) || typeof fields['error'] === 'string') return readError(fields['error'], secrets)
  const validation = readValidation(fields['detail'], secrets)
  if (validation !== undefined) return validation
  if (isFields(fields['detail'])) return readError(fields['detail'], secrets)
  return {
    code: wordOf(fields['code'], secrets),
    message:
      textOf(fields['message']) ?? textOf(fields['msg']) ?? textOf(fields['detail']) ?? textOf(fields['fail_reason']),
    param: wordOf(fields['param'], secrets),
  }
}

/** Why a job failed. `reason` is a status word that says so itself (`nsfw`), which then is the code. */
export function readFailure(raw: unknown, reason: string | undefined, secrets: readonly string[] = []): VideoFailure {
  const { code, message } = readError(raw, secrets)
  const word = reason ?? code ?? 'generation_failed'
  return {
    code: word,
    message: sayable(message, secrets) ?? `The video service ended this job as "${word}" and gave no reason.`,
  }
}
