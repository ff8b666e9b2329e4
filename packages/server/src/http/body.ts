import { VideoError } from '@dailies/core'
import { readBytes } from './read-bytes'
import type { BodyRules } from './read-bytes'

/** The unvalidated fields of a request body; a file is a Blob. */
export type Fields = Record<string, unknown>

/**
 * Maximum number of structural characters in a JSON body: no valid request has more, and parsing it would block the
 * event loop.
 */
const maxStructuralCharacters = 100_000

/** Whether the body is a form, by its `Content-Type`. */
export const isMultipart = ({ headers }: Request): boolean =>
  /^\s*multipart\/form-data\s*(?:;|$)/i.test(headers.get('content-type') ?? '')

/** Reads the fields of a JSON or multipart body. @throws VideoError `invalid_request`, `too_large` */
export async function readFields(request: Request, rules: BodyRules): Promise<Fields> {
  const type = request.headers.get('content-type') ?? ''
  const bytes = await readBytes(request, rules)
  if (isMultipart(request)) return readForm(bytes, type)
  if (/^\s*application\/json\s*(?:;|$)/i.test(type)) return readJSON(bytes)
  throw new VideoError(
    'The body must be application/json or multipart/form-data, with a matching Content-Type header.',
    {
      code: 'invalid_request',
    },
  )
}

/** Brackets, braces and commas; a base64-encoded image contains none of them. */
const structuralCharacters = new Set([...'[{,'].map((character) => character.charCodeAt(0)))

function isTooComplex(bytes: Uint8Array): boolean {
  let count = 0
  for (const byte of bytes) if (structuralCharacters.has(byte) && (count += 1) > maxStructuralCharacters) return true
  return false
}

function readJSON(bytes: Uint8Array): Fields {
  let value: unknown
  try {
    if (isTooComplex(bytes)) throw new Error(`More than ${maxStructuralCharacters} structural characters.`)
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new VideoError('The body is not valid JSON.', { code: 'invalid_request', cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new VideoError('The body must be a JSON object, such as {"prompt": "…"}.', { code: 'invalid_request' })
  }
  return { ...value }
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Fields> {
  let form: FormData
  try {
    form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData()
  } catch (cause) {
    throw new VideoError(
      'The body is not valid multipart/form-data: its parts do not follow the boundary in Content-Type.',
      {
        code: 'invalid_request',
        cause,
      },
    )
  }
  const fields: Fields = {}
  const objects = new Map<string, Fields>()
  for (const [name, value] of form) {
    // The openai package sends an object as `video[id]`.
    const [, outer, inner] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(name) ?? []
    if (outer === undefined || inner === undefined) {
      put(fields, name, value)
      continue
    }
    const object = objects.get(outer) ?? {}
    put(object, inner, value, name)
    if (!objects.has(outer)) put(fields, outer, object)
    objects.set(outer, object)
  }
  return fields
}

function put(fields: Fields, name: string, value: unknown, fullName = name): void {
  if (Object.hasOwn(fields, name)) {
    const param = fullName.slice(0, 60)
    throw new VideoError(`"${param}" is given twice. Send it once.`, { code: 'invalid_request', param })
  }
  Object.defineProperty(fields, name, { value, enumerable: true })
}
