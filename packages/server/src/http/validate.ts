import { VideoError } from '@dailies/core'
import type { CreateVideo, ParameterValue } from '@dailies/core'
import type { CreateOperation } from '../store/job'
import { filesOf, parameterOf } from '../store/request-files'
import type { Fields } from './body'
import { renameAliases } from './field-aliases'
import { readMetadata } from '../jobs/metadata'
import { filesTooLarge, readImage, readReferences } from './reference-files'

/** Maximum length of a prompt in the Videos API, in characters. */
export const maxPrompt = 32_000

/** Rules that a create request is validated by. */
export interface ValidationRules {
  /** Maximum size of all frames and references of a request together, in bytes. */
  maxReferenceImageBytes: number
  /** Maximum size of an uploaded video, in bytes; undefined if uploads are not accepted. */
  maxUploadedVideoBytes: number | undefined
}

/** The fields of a create, remix, edit or extend, each valid in itself. */
export interface ValidatedFields extends CreateVideo {
  /** The source video of an edit or extend: our id of it, or the uploaded file. */
  video?: string | Blob
}

/** Every parameter of the requests that create a video, with how it is read; undefined means that it is not set. */
const parameters = {
  prompt: readPrompt,
  model: (field) => readText('model', field),
  size: (field) => readText('size', field),
  seconds: (field) => readText('seconds', field),
  aspect_ratio: (field) => readText('aspect_ratio', field),
  resolution: (field) => readText('resolution', field),
  generate_audio: readFlag,
  seed: readSeed,
  negative_prompt: readNegativePrompt,
  input_reference: readImage,
  last_frame: readImage,
  input_references: readReferences,
  parameters: readParameters,
  metadata: readMetadata,
  video: readSourceVideo,
} satisfies { [Name in keyof ValidatedFields]: (field: unknown, rules: ValidationRules, name: string) => unknown }

/** The parameters of each operation. */
const accepted: Record<CreateOperation, readonly (keyof typeof parameters)[]> = {
  create: [
    'prompt',
    'model',
    'size',
    'seconds',
    'aspect_ratio',
    'resolution',
    'generate_audio',
    'seed',
    'negative_prompt',
    'input_reference',
    'last_frame',
    'input_references',
    'parameters',
    'metadata',
  ],
  remix: ['prompt', 'metadata'],
  edit: ['video', 'prompt', 'metadata'],
  extend: ['video', 'prompt', 'seconds', 'metadata'],
}

/**
 * Validates the fields of a create, remix, edit or extend, each in itself: `resolveRequest` checks them against the
 * models and fills in the defaults.
 *
 * Rejects unknown fields instead of passing them on: a field that refers to an object in the upstream's account could
 * expose another user's files.
 *
 * @throws VideoError `invalid_request` or `too_large`, with the parameter as `param`
 */
export async function validate(
  operation: CreateOperation,
  sent: Fields,
  rules: ValidationRules,
): Promise<ValidatedFields> {
  const fields = renameAliases(sent)
  const names = accepted[operation]
  const unknown = Object.keys(fields).find((name) => !names.some((known) => known === name))
  if (unknown !== undefined) {
    const name = unknown.slice(0, 60)
    throw invalid(name, `"${name}" is not a parameter of this request. It accepts ${names.join(', ')}.`)
  }
  // Every operation has a prompt, and reading it fails if it is missing.
  const read: ValidatedFields = { prompt: '' }
  for (const name of names) {
    const value = await parameters[name](fields[name], rules, name)
    if (value !== undefined) Object.assign(read, { [name]: value })
  }
  const files = filesOf({ ...read, video: undefined })
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0)
  if (bytes > rules.maxReferenceImageBytes)
    throw filesTooLarge(parameterOf(files.at(-1)?.name ?? ''), bytes, rules.maxReferenceImageBytes)
  return read
}

function invalid(param: string, message: string): VideoError {
  return new VideoError(message, { code: 'invalid_request', param })
}

/**
 * A form writes every line break as CRLF (RFC 7578 section 4.1 and HTML), JSON writes what the page has. Both are the
 * same text, so they are counted, stored and compared in one form.
 */
const withPlainLineBreaks = (text: string): string => text.replaceAll(/\r\n?/g, '\n')

function readPrompt(field: unknown): string {
  if (typeof field !== 'string')
    throw invalid('prompt', 'The prompt is missing: describe in text what the video should show.')
  const prompt = withPlainLineBreaks(field)
  if (prompt.trim() === '') throw invalid('prompt', 'The prompt is empty: describe what the video should show.')
  // Counted in code points, but only if the length is near the limit.
  const pairs = prompt.length > maxPrompt ? (prompt.match(/[\ud800-\udbff][\udc00-\udfff]/g) ?? []) : []
  const length = prompt.length - pairs.length
  if (length > maxPrompt) {
    throw invalid(
      'prompt',
      `The prompt has ${length} characters, but the limit is ${maxPrompt}. Shorten it by ${length - maxPrompt}.`,
    )
  }
  return prompt
}

/** Reads a short text; whether it is one of the allowed values is checked later. */
function readText(param: string, field: unknown): string | undefined {
  if (field === undefined || field === null) return undefined
  // Some clients send seconds as a number.
  const value = typeof field === 'number' ? String(field) : field
  if (typeof value === 'string' && value !== '' && value.length <= 200) return value
  const actual = typeof value === 'string' ? `"${value.slice(0, 60)}"` : 'another type'
  throw invalid(param, `${param} must be a string of 1 to 200 characters; it is ${actual}.`)
}

/** A form sends every value as text. */
function readFlag(field: unknown, _rules: ValidationRules, name: string): boolean | undefined {
  if (field === undefined || field === null) return undefined
  if (field === true || field === 'true') return true
  if (field === false || field === 'false') return false
  throw invalid(name, `${name} must be true or false.`)
}

const maxSeed = 4_294_967_295

function readSeed(field: unknown, _rules: ValidationRules, name: string): number | undefined {
  if (field === undefined || field === null) return undefined
  const seed = typeof field === 'string' && /^\d{1,10}$/.test(field) ? Number(field) : field
  if (typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed <= maxSeed) return seed
  throw invalid(name, `${name} must be a whole number from 0 to ${maxSeed}.`)
}

function readNegativePrompt(field: unknown, _rules: ValidationRules, name: string): string | undefined {
  if (field === undefined || field === null) return undefined
  if (typeof field !== 'string' || field.length > 2 * maxPrompt)
    throw invalid(name, `${name} must be text; what the model accepts is in the capabilities.`)
  const text = withPlainLineBreaks(field)
  return text.trim() === '' ? undefined : text
}

/** A model declares far fewer; more would only cost time. */
const maxParameters = 64
const maxParameterLength = 32_000

/** Reads the values of a model's parameters; what the model declares is checked later. */
function readParameters(field: unknown): Record<string, ParameterValue> | undefined {
  if (field === undefined || field === null) return undefined
  if (typeof field !== 'object' || Array.isArray(field) || field instanceof Blob)
    throw invalid('parameters', 'parameters must be an object, such as {"parameters": {"guidance_scale": 7}}.')
  const entries = Object.entries(field).map(([name, value]: [string, unknown]) => ({
    name,
    value: typeof value === 'string' ? withPlainLineBreaks(value) : value,
  }))
  if (entries.length > maxParameters)
    throw invalid('parameters', `parameters has ${entries.length} values, but the limit is ${maxParameters}.`)
  const read: [string, ParameterValue][] = []
  for (const { name, value } of entries) {
    const isShort = typeof value !== 'string' || value.length <= maxParameterLength
    const param = `parameters.${name.slice(0, 60)}`
    if (!isShort || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean'))
      throw invalid(param, `${param} must be text up to ${maxParameterLength} characters, a number, true or false.`)
    read.push([name, value])
  }
  return read.length > 0 ? Object.fromEntries(read) : undefined
}

function readSourceVideo(video: unknown, rules: Pick<ValidationRules, 'maxUploadedVideoBytes'>): string | Blob {
  if (video instanceof Blob && rules.maxUploadedVideoBytes !== undefined) return video
  const id = typeof video === 'object' && video !== null && 'id' in video ? video.id : undefined
  if (typeof id === 'string') return id
  throw sourceVideoError(rules)
}

/** The error of a source video that is neither one of the owner's videos nor an accepted upload. */
export const sourceVideoError = ({ maxUploadedVideoBytes }: Pick<ValidationRules, 'maxUploadedVideoBytes'>) =>
  invalid(
    'video',
    `video must be {"id": "…"} with the id of one of your videos${
      maxUploadedVideoBytes === undefined ? '. This server does not accept uploaded videos.' : ', or a video file.'
    }`,
  )

/** Reads the `Idempotency-Key` header. @throws VideoError `invalid_request` if it is too long */
export function readIdempotencyKey(headers: Headers): string | undefined {
  const key = headers.get('idempotency-key')?.trim()
  if (!key) return undefined
  if (key.length <= 255) return key
  throw invalid('Idempotency-Key', 'Idempotency-Key is too long. Use at most 255 characters, such as a UUID.')
}
