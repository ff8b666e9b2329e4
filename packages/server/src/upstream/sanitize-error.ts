import { parseErrorFields, textOf } from '@dailies/core/internal'
import type { VideoFailure } from '@dailies/core'
import type { ErrorFields } from '@dailies/core/internal'

/** The fields of an error response. */
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

/** Replaces every secret in a text, also where it is encoded for a URL. */
export const hideSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .flatMap((secret) => (secret.length < minSecretLength ? [] : [secret, encodeURIComponent(secret)]))
    .reduce((hidden, secret) => hidden.replaceAll(secret, '[hidden]'), text)

/**
 * Sanitizes an error message for users: removes addresses, paths and credentials (redaction), rejects markup, and
 * limits the length. Returns undefined if nothing is left.
 */
export function sanitizeMessage(message: unknown, secrets: readonly string[] = []): string | undefined {
  let text = textOf(message)?.slice(0, maxInputLength)
  if (text === undefined || /^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text)) return undefined
  text = hideSecrets(text, secrets)
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

/** Parses an error body and removes a code or param that is not an identifier. The message is not sanitized yet. */
export function readError(body: unknown, secrets: readonly string[] = [], parse = parseErrorFields): ReadError {
  const { code, message, param } = parse(body)
  return { code: safeIdentifier(code, secrets), message, param: safeIdentifier(param, secrets) }
}

/** Sanitizes the reason of a failed job for users. */
export function sanitizeFailure({ code, message }: ErrorFields, secrets: readonly string[] = []): VideoFailure {
  const failureCode = safeIdentifier(code, secrets) ?? 'generation_failed'
  return {
    code: failureCode,
    message:
      sanitizeMessage(message, secrets) ?? `The video service ended this job as "${failureCode}" and gave no reason.`,
  }
}
