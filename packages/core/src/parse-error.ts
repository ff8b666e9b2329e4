import { fieldsOf, isFields, textOf } from './parse-fields'

/** The fields of an error, as a server sent them: unverified text. */
export interface ErrorFields {
  /** The server's own error code. */
  code?: string
  /** The message for people. */
  message?: string
  /** The name of the field that caused the error. */
  param?: string
}

const omitUndefined = (fields: { [Name in keyof ErrorFields]: string | undefined }): ErrorFields => ({
  ...(fields.code !== undefined && { code: fields.code }),
  ...(fields.message !== undefined && { message: fields.message }),
  ...(fields.param !== undefined && { param: fields.param }),
})

/**
 * Parses an error body: `{ error: { message, code, param } }` of the Videos API, and the shapes of other servers (plain
 * text, `detail`, `msg`, `fail_reason`, the list of fields of FastAPI, an error that LiteLLM quotes in its message). Ignores
 * numeric codes, which repeat the HTTP status. The result is text of that server; check it before you show it to users of another one.
 */
export function parseErrorFields(body: unknown): ErrorFields {
  return parseLevel(body, 0)
}

/** Deeper errors are ignored: unlimited recursion could overflow the stack. */
const maxDepth = 8

function parseLevel(body: unknown, depth: number): ErrorFields {
  if (typeof body === 'string') return omitUndefined({ code: undefined, message: textOf(body), param: undefined })
  const { error, detail, ...fields } = fieldsOf(body)
  // An object with a message of its own is the error; what is nested in it are details.
  const code = codeOf(fields['code'])
  const hasMessage = textOf(fields['message']) !== undefined && code !== undefined && depth > 0
  const mayDescend = !hasMessage && depth < maxDepth
  if (mayDescend && (isFields(error) || typeof error === 'string')) return parseLevel(error, depth + 1)
  // FastAPI names the field of a validation error as `["body", "prompt"]`.
  if (mayDescend && Array.isArray(detail)) {
    const { loc, msg } = fieldsOf(detail[0])
    const field: unknown = Array.isArray(loc) ? loc.at(-1) : undefined
    return omitUndefined({ code: undefined, message: textOf(msg), param: field === 'body' ? undefined : textOf(field) })
  }
  if (mayDescend && isFields(detail)) return parseLevel(detail, depth + 1)
  const message = textOf(fields['message']) ?? textOf(fields['msg']) ?? textOf(detail) ?? textOf(fields['fail_reason'])
  const quoted = mayDescend ? quotedError(message) : undefined
  if (quoted !== undefined) return parseLevel(quoted, depth + 1)
  return omitUndefined({ code, message, param: textOf(fields['param']) })
}

const codeOf = (value: unknown): string | undefined => {
  const text = textOf(value)
  return text !== undefined && /^\d+$/.test(text) ? undefined : text
}

/** The provider's error in `litellm.BadRequestError: OpenAIException - {"error":…}`, as LiteLLM 1.100 and 1.106 write it. */
function quotedError(message = ''): unknown {
  const [, quoted] = /Exception - (\{"error":[^\n]*\})/.exec(message) ?? []
  if (quoted === undefined) return undefined
  try {
    return JSON.parse(quoted)
  } catch {
    return undefined
  }
}
