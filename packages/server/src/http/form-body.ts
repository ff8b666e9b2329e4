import { VideoError, isVideoError } from '@dailies/core'
import { MaxPartsExceededError, MultipartParser, getMultipartBoundary } from '@remix-run/multipart-parser'
import type { MultipartPart } from '@remix-run/multipart-parser'
import type { Fields } from './body'
import { readBody } from './read-body'
import type { BodyRules } from './read-body'

/** More than any valid request has: its fields, its files and the parameters of a model. */
const maxParts = 100
/** Of the headers of one part: room for a long file name. */
const maxHeaderSize = 8_192

/** Reads the fields of a multipart body, part by part as it arrives. @throws VideoError `invalid_request`, `too_large` */
export async function readFormBody(request: Request, rules: BodyRules): Promise<Fields> {
  const form = createFields()
  try {
    const { maxBytes } = rules
    const limits = { maxParts, maxHeaderSize, maxFileSize: maxBytes, maxTotalSize: maxBytes }
    const parser = new MultipartParser(boundaryOf(request.headers), limits)
    let hasStarted = false
    await readBody(request, rules, (block) => {
      const start = hasStarted ? 0 : leadingLineBreaks(block)
      hasStarted ||= start < block.byteLength
      // What follows the last boundary means nothing (RFC 2046 section 5.1.1).
      if (start === block.byteLength || isComplete(parser)) return
      for (const part of parser.write(block.subarray(start))) form.add(part)
    })
    parser.finish()
  } catch (cause) {
    if (isVideoError(cause)) throw cause
    throw new VideoError(
      cause instanceof MaxPartsExceededError
        ? `The form has more than ${maxParts} parts. Send only the fields of this request.`
        : 'The body is not valid multipart/form-data: its parts do not follow the boundary in Content-Type.',
      { code: 'invalid_request', cause },
    )
  }
  return form.fields
}

/** RFC 2046 section 5.1.1: up to 70 characters. */
function boundaryOf(headers: Headers): string {
  const boundary = getMultipartBoundary(headers.get('content-type') ?? '')?.trim() ?? ''
  if (boundary !== '' && boundary.length <= 70) return boundary
  throw new TypeError('The Content-Type has no boundary of 1 to 70 characters.')
}

/** Some clients begin with an empty line. */
function leadingLineBreaks(block: Uint8Array): number {
  const first = block.findIndex((byte) => byte !== 0x0d && byte !== 0x0a)
  return first < 0 ? block.byteLength : first
}

/** The parser has no other way to say that it has read the last boundary; it rejects whatever follows. */
function isComplete(parser: MultipartParser): boolean {
  try {
    parser.finish()
    return true
  } catch {
    return false
  }
}

/** The fields that are lists: clients repeat the name, or send `name[]` or `name[0]`. */
const lists = new Set(['input_references'])

/** Collects the parts as fields. The openai package sends an object as `video[id]`, and a list as `name[]`. */
function createFields() {
  const fields: Fields = {}
  const objects = new Map<string, Fields>()
  return {
    fields,
    add(part: MultipartPart): void {
      const { name } = part
      if (name === undefined) throw new TypeError('A part has no name.')
      const value = isFile(part)
        ? new Blob(part.content as Uint8Array<ArrayBuffer>[], { type: part.mediaType ?? '' })
        : part.text
      const list = name.replace(/\[\d*\]$/, '')
      if (lists.has(list)) return append(fields, list, value)
      const [, outer, inner] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(name) ?? []
      if (outer === undefined || inner === undefined) return put(fields, name, value)
      const object = objects.get(outer) ?? {}
      put(object, inner, value, name)
      if (!objects.has(outer)) put(fields, outer, object)
      objects.set(outer, object)
    },
  }
}

/** Some clients, .NET among them, send a file without a name; its media type says what it is. */
const isFile = ({ filename, mediaType = '' }: MultipartPart): boolean =>
  filename !== undefined || mediaType === 'application/octet-stream' || /^(?:image|video|audio)\//.test(mediaType)

function append(fields: Fields, name: string, value: unknown): void {
  const list: unknown = fields[name]
  if (Array.isArray(list)) list.push(value)
  else put(fields, name, [value])
}

function put(fields: Fields, name: string, value: unknown, fullName = name): void {
  if (Object.hasOwn(fields, name)) {
    const param = fullName.slice(0, 60)
    throw new VideoError(`"${param}" is given twice. Send it once.`, { code: 'invalid_request', param })
  }
  Object.defineProperty(fields, name, { value, enumerable: true })
}
