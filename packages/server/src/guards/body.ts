import { VideoError } from '@dailies/core'

/** The fields of a request, as it wrote them; a file is a Blob. */
export type Fields = Record<string, unknown>

/** Reads a body that may have at most so many bytes, and stops reading one that has more. @throws VideoError `too_large` */
export async function readBytes(request: Request, cap: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = (): VideoError =>
    new VideoError(`The body of this request is larger than the ${cap} bytes that are taken here.`, {
      code: 'too_large',
    })
  if (Number(request.headers.get('content-length')) > cap) throw tooLarge()
  const parts: Uint8Array[] = []
  let length = 0
  // A for-await would do, but not in every browser's service worker.
  const reader = request.body?.getReader()
  for (;;) {
    const chunk = await reader?.read().catch((cause: unknown) => {
      throw new VideoError('The body of this request was cut off.', { code: 'invalid_request', cause })
    })
    if (!chunk || chunk.done) break
    length += chunk.value.byteLength
    if (length > cap) {
      await reader?.cancel()
      throw tooLarge()
    }
    parts.push(chunk.value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}

/** Whether the body is a form, by its label. */
export const isMultipart = ({ headers }: Request): boolean =>
  /^\s*multipart\/form-data\s*(?:;|$)/i.test(headers.get('content-type') ?? '')

/** @throws VideoError `invalid_request`, `too_large` */
export async function readFields(request: Request, cap: number): Promise<Fields> {
  const type = request.headers.get('content-type') ?? ''
  const bytes = await readBytes(request, cap)
  if (isMultipart(request)) return readForm(bytes, type)
  if (/^\s*application\/json\s*(?:;|$)/i.test(type)) return readJSON(bytes)
  throw new VideoError('The body must be application/json or multipart/form-data, and Content-Type must say which.', {
    code: 'invalid_request',
  })
}

function readJSON(bytes: Uint8Array): Fields {
  let value: unknown
  try {
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
    // The openai package writes an object as `video[id]`.
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

function put(fields: Fields, name: string, value: unknown, said = name): void {
  if (Object.hasOwn(fields, name)) {
    const param = said.slice(0, 60)
    throw new VideoError(`"${param}" is given twice.`, { code: 'invalid_request', param })
  }
  Object.defineProperty(fields, name, { value, enumerable: true })
}
