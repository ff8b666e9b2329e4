import type { VideoFailure } from '@dailies/core'
import { fieldsOf, isFields, textOf } from './read-json'

/** The fields of an error response, read from any of its known shapes. */
export interface ReadError {
  code: string | undefined
  message: string | undefined
  param: string | undefined
}

/** Maximum length of a message that is passed on, in characters. */
const maxMessageLength = 400

/**
 * Maximum length of the text that is searched for secrets, in characters: an error page may have megabytes, and a user
 * is waiting.
 */
const maxInputLength = 4_000

/** The pattern of a `code` or `param`: an identifier or a path of identifiers. Servers put any text there. */
const identifier = /^[\w.[\]-]{1,64}$/

/**
 * Minimum length of a secret. Shorter ones are not removed: "EMPTY" is the usual key of a server without
 * authentication.
 */
const minSecretLength = 6

/**
 * Sanitizes an error message for users: removes addresses, paths and credentials (redaction), rejects markup, and
 * limits the length. Returns undefined if nothing is left.
 */
export function sanitizeMessage(message: unknown, secrets: readonly string[] = []): string | undefined {
  let text = textOf(message)?.slice(0, maxInputLength)
  if (text === undefined || /^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text)) return undefined
  for (const secret of secrets) {
    if (secret.length >= minSecretLength) text = text.replaceAll(secret, '[hidden]')
  }
  text = text
    .replaceAll(/\b[a-z][a-z\d+.-]{0,20}:[/\\]{2}\S+/gi, '[address]')
    // A host name with a port, then an IPv4 address with or without a port.
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
  return text.length > maxMessageLength ? `${text.slice(0, maxMessageLength - 1)}…` : text
}

/** The value if it is an identifier without a secret in it. */
const safeIdentifier = (value: unknown, secrets: readonly string[]): string | undefined => {
  const text = textOf(value)
  const isSecret = secrets.some((secret) => secret.length >= minSecretLength && text?.includes(secret))
  return text !== undefined && identifier.test(text) && !isSecret && sanitizeMessage(text) === text ? text : undefined
}

/** Reads a validation error of FastAPI, which names the field as `["body", "prompt"]`. */
function readValidation(detail: unknown, secrets: readonly string[]): ReadError | undefined {
  if (!Array.isArray(detail)) return undefined
  const [first]: unknown[] = detail
  const { loc, msg } = fieldsOf(first)
  const field: unknown = Array.isArray(loc) ? loc.at(-1) : undefined
  const param = field === 'body' ? undefined : safeIdentifier(field, secrets)
  return { code: undefined, message: textOf(msg), param }
}

/**
 * Reads an error body of any dialect. Ignores numeric codes, which repeat the HTTP status. The message is not sanitized
 * yet: see {@link sanitizeMessage}.
 */
export function readError(body: unknown, secrets: readonly string[] = []): ReadError {
  if (typeof body === 'string') return { code: undefined, message: textOf(body), param: undefined }
  const fields = fieldsOf(body)
  if (isFields(fields['error']) || typeof fields['error'] === 'string') return readError(fields['error'], secrets)
  const validation = readValidation(fields['detail'], secrets)
  if (validation !== undefined) return validation
  if (isFields(fields['detail'])) return readError(fields['detail'], secrets)
  return {
    code: safeIdentifier(fields['code'], secrets),
    message:
      textOf(fields['message']) ?? textOf(fields['msg']) ?? textOf(fields['detail']) ?? textOf(fields['fail_reason']),
    param: safeIdentifier(fields['param'], secrets),
  }
}

/** Reads why a job failed. `reason` is a status value that names the reason (`nsfw`) and is used as the code. */
export function readFailure(raw: unknown, reason: string | undefined, secrets: readonly string[] = []): VideoFailure {
  const { code, message } = readError(raw, secrets)
  const failureCode = reason ?? code ?? 'generation_failed'
  return {
    code: failureCode,
    message:
      sanitizeMessage(message, secrets) ?? `The video service ended this job as "${failureCode}" and gave no reason.`,
  }
}
