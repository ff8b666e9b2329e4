import type { CreateRequest } from '../job'
import { nativeSize } from '../native-size'
import { modelError } from './fal-error'
import { imagesIn } from './fal-images'

type Input = Readonly<Record<string, unknown>>

/**
 * Reads the input of a model. Each of fal's models has a schema of its own, and the sandbox knows none of them: it reads the
 * names that video models share, in each form that they use, keeps the rest, and rejects only what no video model takes.
 * @throws WireError 422, which fal reports with the result, not when the request is submitted
 */
export function readFalInput(input: Input, model: string): CreateRequest {
  const { prompt, aspect_ratio: ratio, resolution: tier, negative_prompt: negativePrompt } = input
  const { generate_audio: generateAudio, seed } = input
  const images = imagesIn(input)
  const aspectRatio = readPattern(input, 'aspect_ratio', ratio, /^[1-9]\d?:[1-9]\d?$/) ?? '16:9'
  const resolution = readPattern(input, 'resolution', tier, /^(?:[1-9]\d{2,3}p|4k)$/i) ?? '720p'
  return {
    model,
    prompts: [readPrompt(prompt, images.referenceImage !== undefined)],
    size: nativeSize(aspectRatio, resolution),
    seconds: readSeconds(input['duration']),
    aspectRatio,
    resolution,
    ...(typeof generateAudio === 'boolean' ? { generateAudio } : {}),
    ...(typeof seed === 'number' ? { seed } : {}),
    ...(typeof negativePrompt === 'string' ? { negativePrompt } : {}),
    ...images,
  }
}

/** What a rejected request holds in the place of its input. */
export const fallbackRequest = (model: string): CreateRequest => ({
  model,
  prompts: [''],
  size: '1280x720',
  seconds: '8',
})

// Kling 4 animates a picture without a prompt.
function readPrompt(prompt: unknown, isOptional: boolean): string {
  if (prompt === undefined && isOptional) return ''
  if (typeof prompt === 'string' && prompt !== '') return prompt
  if (prompt === undefined) throw modelError(422, 'missing', 'Field required', { field: 'prompt' })
  throw modelError(422, 'string_type', 'Input should be a valid string', { field: 'prompt', input: prompt })
}

/** The value; undefined if it is left to the model. */
function readPattern(input: Input, field: string, value: unknown, pattern: RegExp): string | undefined {
  if (value === undefined || value === 'auto') return undefined
  if (typeof value === 'string' && pattern.test(value)) return value
  throw modelError(422, 'one_of', `Input should be a valid ${field}`, { field, input: input[field] })
}

// Models write a length as "8s", as "8" or as 8.
function readSeconds(duration: unknown): string {
  const [, seconds] = /^(\d{1,3})s?$/.exec(String(duration ?? '8s')) ?? []
  if (seconds !== undefined && Number(seconds) > 0) return String(Number(seconds))
  throw modelError(422, 'one_of', 'Input should be a valid duration', { field: 'duration', input: duration })
}
