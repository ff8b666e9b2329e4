import type { ModelParameter, ParameterValue } from '@dailies/core'
import type { Body } from './body'
import { optionNames, readOptions } from './create-options'
import type { CreateBehaviour } from './dialects/dialect'
import { fromText } from './from-text'
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
  { required, ignored, seconds: form, options = {} }: CreateBehaviour,
): Promise<CreateRequest> {
  const known = models.find(({ id }) => id === (body.fields['model'] ?? models[0]?.id))
  const parameters = known?.parameters ?? []
  const names = [...parameters.map(({ name }) => name), ...optionNames(known, options)]
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
  const shape = model?.shapes?.find((each) => each.size === size)
  const seconds = readSeconds(body, shape?.seconds ?? model?.seconds ?? [], form)
  return {
    model: id,
    size,
    seconds,
    prompts: [prompt],
    ...(await readOptions(body, model, size, options)),
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
