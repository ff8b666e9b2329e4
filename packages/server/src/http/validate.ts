import { VideoError } from '@dailies/core'
import type { CreateVideo, ListVideos, ModelCapabilities } from '@dailies/core'
import type { CreateOperation } from '../store/job'
import type { Fields } from './body'
import { readReferenceImage } from './reference-image'

/** Maximum length of a prompt in the Videos API, in characters. */
export const maxPrompt = 32_000

/** The lengths of an extension in the Videos API, in seconds; the first is the default. */
const extensionSeconds = ['4', '8', '12', '16', '20', '1', '2']

/** Rules that a create request is validated by. */
export interface ValidationRules {
  models: ModelCapabilities[]
  maxReferenceImageBytes: number
  /** Maximum size of an uploaded video, in bytes; undefined if uploads are not accepted. */
  maxUploadedVideoBytes: number | undefined
  /** The lengths that the operator allows, in seconds; undefined if all are allowed. */
  allowedSeconds: string[] | undefined
}

/** The valid fields of a create, remix, edit or extend, with their defaults. */
export interface ValidatedFields extends CreateVideo {
  /** The source video of an edit or extend: our id of it, or the uploaded file. */
  video?: string | Blob
}

/** What a parameter is read from. */
interface ParameterInput {
  field: unknown
  operation: CreateOperation
  rules: ValidationRules
  /** The selected model; undefined if the upstream declares no models, or none is read yet. */
  model: ModelCapabilities | undefined
  /** The parameters that stand before this one in the table. */
  read: ValidatedFields
}

/** Every parameter of the requests that create a video, with how it is read; undefined means that it is not set. */
const parameters = {
  prompt: ({ field }) => readPrompt(field),
  model: ({ field, rules: { models } }) =>
    readOption('model', field, models.length > 0 ? models.map(({ id }) => id) : undefined),
  size: ({ field, model }) => readOption('size', field, model?.sizes),
  seconds: ({ field, operation, model, rules }) =>
    readOption('seconds', field, operation === 'extend' ? offeredExtensions(rules) : model?.seconds),
  input_reference: ({ field, model, read: { size }, rules }) =>
    readImage(field, model, { size, maxBytes: rules.maxReferenceImageBytes }),
  video: ({ field, rules }) => readSourceVideo(field, rules),
} satisfies { [Name in keyof ValidatedFields]: (input: ParameterInput) => unknown }

/** The parameters of each operation, in the order in which they are read: size and seconds depend on the model. */
const accepted: Record<CreateOperation, readonly (keyof typeof parameters)[]> = {
  create: ['prompt', 'model', 'size', 'seconds', 'input_reference'],
  remix: ['prompt'],
  edit: ['video', 'prompt'],
  extend: ['video', 'prompt', 'seconds'],
}

/**
 * Validates the fields of a create, remix, edit or extend, and fills in the defaults.
 *
 * Rejects unknown fields instead of passing them on: a field that refers to an object in the upstream's account could
 * expose another user's files.
 *
 * @throws VideoError `invalid_request` or `too_large`, with the parameter as `param`
 */
export async function validate(
  operation: CreateOperation,
  fields: Fields,
  rules: ValidationRules,
): Promise<ValidatedFields> {
  const names = accepted[operation]
  const unknown = Object.keys(fields).find((name) => !names.some((known) => known === name))
  if (unknown !== undefined) {
    const name = unknown.slice(0, 60)
    throw invalid(name, `"${name}" is not a parameter of this request. It accepts ${names.join(', ')}.`)
  }
  // Every operation has a prompt, and reading it fails if it is missing.
  const read: ValidatedFields = { prompt: '' }
  for (const name of names) {
    const model = rules.models.find(({ id }) => id === read.model)
    const value = await parameters[name]({ field: fields[name], operation, rules, model, read })
    if (value !== undefined) Object.assign(read, { [name]: value })
  }
  return read
}

function invalid(param: string, message: string): VideoError {
  return new VideoError(message, { code: 'invalid_request', param })
}

function readPrompt(prompt: unknown): string {
  if (typeof prompt !== 'string')
    throw invalid('prompt', 'The prompt is missing: describe in text what the video should show.')
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

/** Reads one of the allowed values, the first by default; any short text if all are allowed. */
function readOption(param: string, field: unknown, allowed: readonly string[] | undefined): string | undefined {
  if (field === undefined || field === null) return allowed?.[0]
  // Some clients send seconds as a number.
  const value = typeof field === 'number' ? String(field) : field
  if (typeof value === 'string' && value !== '' && value.length <= 200 && (allowed?.includes(value) ?? true))
    return value
  const expected = allowed ? `one of ${allowed.join(', ')}` : 'a string of at most 200 characters'
  const actual = typeof value === 'string' ? `"${value.slice(0, 60)}"` : 'another type'
  throw invalid(param, `${param} must be ${expected}; it is ${actual}.`)
}

function offeredExtensions({ allowedSeconds = extensionSeconds }: ValidationRules): string[] {
  const allowed = extensionSeconds.filter((seconds) => allowedSeconds.includes(seconds))
  // If none of the API's lengths is allowed, the upstream has its own.
  return allowed.length > 0 ? allowed : allowedSeconds
}

async function readImage(
  field: unknown,
  model: ModelCapabilities | undefined,
  rules: { size: string | undefined; maxBytes: number },
): Promise<Blob | undefined> {
  const image = await readReferenceImage(field, rules)
  if (image && model && !model.input_reference) {
    throw invalid(
      'input_reference',
      `${model.label} does not support a reference image. Remove it, or select another model.`,
    )
  }
  return image
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

/**
 * Reads the pagination parameters of a list request.
 *
 * @throws VideoError `invalid_request` with the parameter as `param`
 */
export function readPage(query: URLSearchParams): Required<Pick<ListVideos, 'limit' | 'order'>> & ListVideos {
  const limit = query.get('limit') ?? '20'
  if (!/^\d{1,3}$/.test(limit) || Number(limit) > 100)
    throw invalid('limit', 'limit must be a whole number from 0 to 100.')
  const order = query.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc') throw invalid('order', 'order must be asc or desc.')
  const after = query.get('after')
  return { limit: Number(limit), order, ...(after && { after }) }
}
