import type { ModelParameter, ParameterValue } from '@dailies/core'
import type { Body } from './body'
import { isFields } from './body'
import { bytesOfBase64 } from './bytes-of-base64'
import { readImageHeader } from './image-header'
import type { CreateBehaviour } from './dialects/dialect'
import type { CreateRequest } from './job'
import type { SandboxModel } from './models'
import { moderate } from './moderation'
import { WireError, missing, notAllowed, wrongType } from './wire-error'

// OpenAI's default size for every model.
const documentedSize = '720x1280'

/** The longest prompt, in characters. */
const longestPrompt = 32_000

/** Rejects unknown parameters, so that a misspelling is not silently ignored. */
export function rejectUnknown({ fields }: Body, known: readonly string[]): void {
  const unknown = Object.keys(fields).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new WireError(400, `Unknown parameter: '${unknown.slice(0, 100)}'.`, {
    code: 'unknown_parameter',
    param: unknown.slice(0, 100),
  })
}

/** The prompt; rejected if moderation rejects it. */
export function readPrompt({ fields }: Body): string {
  const { prompt } = fields
  if (prompt === undefined) throw missing('prompt')
  if (typeof prompt !== 'string') throw wrongType('prompt', 'a string', prompt)
  if (prompt === '') {
    throw new WireError(
      400,
      "Invalid 'prompt': string too short. Expected a string with minimum length 1, but got an empty string instead.",
      { code: 'empty_string', param: 'prompt' },
    )
  }
  // JSON Schema counts code points, not UTF-16 units.
  const length = prompt.length > longestPrompt ? [...prompt].length : prompt.length
  if (length > longestPrompt) {
    throw new WireError(
      400,
      `Invalid 'prompt': string too long. Expected a string with maximum length ${longestPrompt}, but got a string with length ${length} instead.`,
      { code: 'string_above_max_length', param: 'prompt' },
    )
  }
  if (moderate(prompt) === 'reject') {
    throw new WireError(400, 'Your request was blocked by our moderation system.', {
      code: 'sentinel_block',
      param: 'prompt',
    })
  }
  return prompt
}

/** One of the allowed values; the first if it is omitted. */
function readChoice({ fields }: Body, param: string, allowed: readonly string[], fallback = allowed[0]): string {
  const value = fields[param] ?? fallback
  if (value === undefined) throw missing(param)
  if (typeof value !== 'string') {
    throw wrongType(param, `one of ${allowed.map((word) => `'${word}'`).join(', ')}`, value)
  }
  if (!allowed.includes(value)) throw notAllowed(param, value, allowed)
  return value
}

/** Reads a create and validates it against the model. */
export async function readCreate(
  body: Body,
  models: readonly SandboxModel[],
  { required, ignored, seconds: form }: CreateBehaviour,
): Promise<CreateRequest> {
  const parameters = models.find(({ id }) => id === (body.fields['model'] ?? models[0]?.id))?.parameters ?? []
  const names = parameters.map(({ name }) => name)
  rejectUnknown(body, ['prompt', 'model', 'size', 'seconds', 'input_reference', ...ignored, ...names])
  const prompt = readPrompt(body)
  for (const param of required) if (body.fields[param] === undefined) throw missing(param)
  const id = readChoice(
    body,
    'model',
    models.map((model) => model.id),
  )
  const model = models.find((model) => model.id === id)
  const sizes = model?.sizes ?? []
  const size = readChoice(body, 'size', sizes, sizes.includes(documentedSize) ? documentedSize : sizes[0])
  const seconds = readSeconds(body, model?.seconds ?? [], form)
  const referenceImage = await readReferenceImage(body)
  if (referenceImage) checkReferenceImage(referenceImage, size)
  return {
    model: id,
    size,
    seconds,
    prompts: [prompt],
    ...(referenceImage ? { referenceImage } : {}),
    ...readParameters(body, parameters),
  }
}

function readParameters(body: Body, parameters: readonly ModelParameter[]): Pick<CreateRequest, 'parameters'> {
  const values = parameters.flatMap((parameter): [string, ParameterValue][] => {
    const { name } = parameter
    const value = body.fields[name] ?? parameter.default
    return value === undefined ? [] : [[name, readParameter(body, parameter, value)]]
  })
  return values.length > 0 ? { parameters: Object.fromEntries(values) } : {}
}

/** The value of a parameter, in its JSON type; a form field is always text. */
function readParameter(body: Body, parameter: ModelParameter, sent: unknown): ParameterValue {
  const { name, type } = parameter
  const value = body.form === 'multipart' && type !== 'string' && type !== 'choice' ? fromText(sent) : sent
  const wireType = { number: 'number', integer: 'number', boolean: 'boolean', string: 'string', choice: 'string' }[type]
  if (typeof value !== wireType || (type === 'integer' && !Number.isInteger(value))) {
    throw wrongType(name, type === 'integer' ? 'an integer' : `a ${wireType}`, sent)
  }
  if (parameter.type === 'choice') {
    const options = parameter.options.map((option) => option.value)
    if (!options.some((option) => option === value)) throw notAllowed(name, String(value), options)
  }
  if (parameter.type === 'number' || parameter.type === 'integer') {
    const { minimum = -Infinity, maximum = Infinity } = parameter
    if (!(Number(value) >= minimum && Number(value) <= maximum))
      throw notAllowed(name, String(value), [`${minimum} to ${maximum}`])
  }
  return value as ParameterValue
}

function fromText(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text
  } catch {
    return text
  }
}

/** A length, in the JSON type that the dialect requires. */
export function readSeconds(body: Body, allowed: readonly string[], form: CreateBehaviour['seconds']): string {
  const { seconds } = body.fields
  // A form field is always text.
  if (form === 'number' && body.form === 'json' && typeof seconds === 'string') {
    throw wrongType('seconds', 'an integer', seconds)
  }
  if (form === 'string' || typeof seconds !== 'number') return readChoice(body, 'seconds', allowed)
  return readChoice({ ...body, fields: { seconds: String(seconds) } }, 'seconds', allowed)
}

const param = 'input_reference'

async function readReferenceImage({ form, fields }: Body): Promise<Uint8Array | undefined> {
  const reference = fields[param]
  if (reference === undefined || reference === null) return undefined
  if (reference instanceof Blob) return new Uint8Array(await reference.arrayBuffer())
  if (!isFields(reference)) {
    throw wrongType(param, form === 'json' ? 'an object with image_url or file_id' : 'a file', reference)
  }
  const { image_url: url, file_id: file } = reference
  if ((url === undefined) === (file === undefined)) {
    throw new WireError(400, `'${param}' must have exactly one of 'image_url' and 'file_id'.`, {
      code: 'invalid_value',
      param,
    })
  }
  if (file !== undefined) {
    throw new WireError(
      400,
      `No such File object: ${String(file).slice(0, 100)}. The sandbox stores no files: send image_url.`,
      {
        code: 'file_not_found',
        param: `${param}.file_id`,
      },
    )
  }
  return readDataURL(url)
}

function readDataURL(url: unknown): Uint8Array {
  const about = { code: 'invalid_image_url', param: `${param}.image_url` }
  if (typeof url !== 'string') throw wrongType(about.param, 'a string', url)
  const [, base64] = /^data:[^,]*;base64,(.*)$/is.exec(url) ?? []
  if (base64 === undefined) {
    throw new WireError(400, 'The sandbox fetches no URLs: send the image as a base64 data: URL.', about)
  }
  const bytes = bytesOfBase64(base64)
  if (bytes) return bytes
  throw new WireError(400, 'The data: URL does not hold valid base64.', about)
}

function checkReferenceImage(bytes: Uint8Array, size: string): void {
  const header = readImageHeader(bytes)
  if (!header) {
    throw new WireError(
      400,
      `Invalid file '${param}': its first bytes are of no supported format. Supported formats are image/jpeg, image/png and image/webp.`,
      { code: 'unsupported_file_mimetype', param },
    )
  }
  if (`${header.width}x${header.height}` !== size) {
    throw new WireError(
      400,
      `Inpaint image must match the requested width and height: expected ${size}, but got ${header.width}x${header.height}.`,
      { code: 'invalid_value', param },
    )
  }
}
