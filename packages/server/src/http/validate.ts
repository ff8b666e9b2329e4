import { VideoError } from '@dailies/core'
import type { CreateVideo, ModelCapabilities } from '@dailies/core'
import type { Fields } from './body'
import { maxPrompt } from './max-prompt'
import { readReferenceImage } from './reference-image'

/** Rules that a create request is validated by. */
export interface ValidationRules {
  models: ModelCapabilities[]
  maxReferenceImageBytes: number
  /** The lengths that the operator allows, in seconds; undefined if all are allowed. */
  allowedSeconds: string[] | undefined
}

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })

/**
 * Rejects unknown fields instead of passing them on: a field that refers to an object in the upstream's account could
 * expose another user's files.
 */
function rejectUnknown(fields: Fields, known: readonly string[]): void {
  const name = Object.keys(fields)
    .find((name) => !known.includes(name))
    ?.slice(0, 60)
  if (name !== undefined)
    throw invalid(name, `"${name}" is not a parameter of this request. It accepts ${known.join(', ')}.`)
}

/** Reads the prompt. @throws VideoError `invalid_request` with `prompt` as `param` */
function readPrompt({ prompt }: Fields): string {
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

function readOption(fields: Fields, param: string, allowed: readonly string[] | undefined): string | undefined {
  const field = fields[param]
  if (field === undefined || field === null) return allowed?.[0]
  // Some clients send seconds as a number.
  const value = typeof field === 'number' ? String(field) : field
  if (typeof value === 'string' && value !== '' && value.length <= 200 && (allowed?.includes(value) ?? true))
    return value
  const expected = allowed ? `one of ${allowed.join(', ')}` : 'a string of at most 200 characters'
  const actual = typeof value === 'string' ? `"${value.slice(0, 60)}"` : 'another type'
  throw invalid(param, `${param} must be ${expected}; it is ${actual}.`)
}

/**
 * Validates the fields of a create and fills in the defaults.
 *
 * @throws VideoError `invalid_request` with the parameter as `param`
 */
export async function readCreate(
  fields: Fields,
  { models, maxReferenceImageBytes }: ValidationRules,
): Promise<CreateVideo> {
  rejectUnknown(fields, ['prompt', 'model', 'size', 'seconds', 'input_reference'])
  const prompt = readPrompt(fields)
  const name = readOption(fields, 'model', models.length > 0 ? models.map(({ id }) => id) : undefined)
  const model = models.find(({ id }) => id === name)
  const size = readOption(fields, 'size', model?.sizes)
  const seconds = readOption(fields, 'seconds', model?.seconds)
  const image = await readReferenceImage(fields['input_reference'], { size, maxBytes: maxReferenceImageBytes })
  if (image && model && !model.input_reference) {
    throw invalid(
      'input_reference',
      `${model.label} does not support a reference image. Remove it, or select another model.`,
    )
  }
  return {
    prompt,
    ...(name !== undefined && { model: name }),
    ...(size !== undefined && { size }),
    ...(seconds !== undefined && { seconds }),
    ...(image && { input_reference: image }),
  }
}

/** Validates the fields of a remix. */
export function readRemix(fields: Fields): CreateVideo {
  rejectUnknown(fields, ['prompt'])
  return { prompt: readPrompt(fields) }
}

/** The error of an uploaded video on a server that does not accept uploads. */
export const uploadNotSupported = (): VideoError =>
  invalid(
    'video',
    'video must be {"id": "…"} with the id of one of your videos. This server does not accept uploaded videos.',
  )

/**
 * Validates an edit or extension of an existing video.
 *
 * @throws VideoError `invalid_request` with the parameter as `param`
 */
export function readFollowUp(
  fields: Fields,
  operation: 'edit' | 'extend',
  rules: Pick<ValidationRules, 'allowedSeconds'>,
): { id: string; request: CreateVideo } {
  const { video } = fields
  const id = typeof video === 'object' && video !== null && 'id' in video ? video.id : undefined
  if (typeof id !== 'string') throw uploadNotSupported()
  return { id, request: readFollowUpFields(fields, operation, rules) }
}

/** The lengths of an extension in the Videos API, in seconds; the first is the default. */
const extensionSeconds = ['4', '8', '12', '16', '20', '1', '2']

/** Validates the fields of an edit or extension except the source video. */
export function readFollowUpFields(
  fields: Fields,
  operation: 'edit' | 'extend',
  { allowedSeconds = extensionSeconds }: Pick<ValidationRules, 'allowedSeconds'>,
): CreateVideo {
  rejectUnknown(fields, operation === 'edit' ? ['prompt', 'video'] : ['prompt', 'video', 'seconds'])
  const request = { prompt: readPrompt(fields) }
  if (operation === 'edit') return request
  const allowed = extensionSeconds.filter((seconds) => allowedSeconds.includes(seconds))
  // If none of the API's lengths is allowed, the upstream has its own.
  const seconds = readOption(fields, 'seconds', allowed.length > 0 ? allowed : allowedSeconds)
  return { ...request, ...(seconds !== undefined && { seconds }) }
}
