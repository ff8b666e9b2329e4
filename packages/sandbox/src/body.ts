import { WireError } from './wire-error'

/** The fields of a request body in either encoding. */
export interface Body {
  form: 'multipart' | 'json'
  fields: Record<string, unknown>
}

/**
 * Reads a multipart or JSON body. A multipart name such as `video[id]` becomes a nested field, and `images[]` one item of a list, as the official SDK flattens objects.
 * @throws WireError 400 if it cannot be parsed, 415 for any other content type
 */
export async function readBody(request: Request): Promise<Body> {
  const type = (request.headers.get('content-type') ?? '').toLowerCase()
  if (type.startsWith('multipart/form-data')) return { form: 'multipart', fields: await readForm(request) }
  if (/^application\/([a-z.-]+\+)?json\b/.test(type)) return { form: 'json', fields: await readJson(request) }
  throw new WireError(
    415,
    `Unsupported content type: '${type.slice(0, 100)}'. Send multipart/form-data or application/json.`,
    { code: 'unsupported_content_type' },
  )
}

async function readForm(request: Request): Promise<Record<string, unknown>> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    throw new WireError(400, 'We could not parse the multipart body of your request. Check its boundary and its end.', {
      code: 'invalid_multipart',
    })
  }
  const fields = new Map<string, unknown>()
  for (const [name, value] of form) {
    const [, outer, inner] = /^([^[\]]+)\[([^[\]]*)\]$/.exec(name) ?? []
    if (outer === undefined || inner === undefined) {
      fields.set(name, value)
      continue
    }
    const existing = fields.get(outer)
    if (inner === '') fields.set(outer, [...(Array.isArray(existing) ? (existing as unknown[]) : []), value])
    else fields.set(outer, { ...(isFields(existing) ? existing : {}), [inner]: value })
  }
  return Object.fromEntries(fields)
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  let value: unknown
  try {
    value = await request.json()
  } catch {
    throw new WireError(
      400,
      'We could not parse the JSON body of your request. Check it for a missing quote or comma.',
      {
        code: 'invalid_json',
      },
    )
  }
  if (!isFields(value))
    throw new WireError(400, 'The JSON body must be an object of parameters.', { code: 'invalid_json' })
  return value
}

/** Whether the value is a plain object. */
export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Blob)
