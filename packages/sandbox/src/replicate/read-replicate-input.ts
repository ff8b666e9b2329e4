import { isFields } from '../body'
import { bytesOfBase64 } from '../bytes-of-base64'
import { readImageHeader } from '../image-header'
import type { CreateRequest } from '../job'
import { nativeSize } from '../native-size'
import { WireError } from '../wire-error'
import { invalidInput } from './replicate-error'

type Input = Readonly<Record<string, unknown>>

/**
 * The names under which models take a picture: `image` and `last_frame` of Veo 3.1, `last_frame_image` of Seedance,
 * `start_image` and `end_image` of Kling, `reference_images` of models that take references; from their schemas, November
 * 2026.
 */
const names = {
  referenceImage: ['image', 'start_image', 'first_frame_image'],
  lastFrame: ['last_frame', 'last_frame_image', 'end_image'],
  references: ['reference_images'],
} as const

/**
 * Reads the input of a model. Each model has a schema of its own, and the sandbox knows none of them: it reads the names that
 * video models share, keeps the rest, and rejects only what no video model takes.
 * @throws WireError 422, which Replicate answers before it creates a prediction
 */
export function readReplicateInput(body: Input, model: string): CreateRequest {
  const { input } = body
  if (!isFields(input)) throw new WireError(422, '- input: Invalid type. Expected: object\n')
  const { prompt, generate_audio: generateAudio, seed, negative_prompt: negativePrompt } = input
  const images = imagesIn(input)
  if (typeof prompt !== 'string' && !(prompt === undefined && images.referenceImage)) {
    throw prompt === undefined
      ? new WireError(422, '- input: prompt is required\n')
      : invalidInput('prompt', 'Invalid type. Expected: string')
  }
  const aspectRatio = readPattern(input, 'aspect_ratio', /^[1-9]\d?:[1-9]\d?$/) ?? '16:9'
  const resolution = readPattern(input, 'resolution', /^(?:[1-9]\d{2,3}p|4k)$/i) ?? '720p'
  return {
    model,
    prompts: [prompt ?? ''],
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

function readPattern(input: Input, field: string, pattern: RegExp): string | undefined {
  const value = input[field]
  if (value === undefined) return undefined
  if (typeof value === 'string' && pattern.test(value)) return value
  throw invalidInput(field, 'Does not match any of the allowed values')
}

function readSeconds(duration: unknown = 8): string {
  if (typeof duration === 'number' && Number.isInteger(duration) && duration > 0 && duration < 1_000)
    return String(duration)
  throw invalidInput('duration', 'Invalid type. Expected: integer')
}

function imagesIn(input: Input): Pick<CreateRequest, 'referenceImage' | 'lastFrame' | 'references'> {
  const [referenceImage] = names.referenceImage.flatMap((name) => readImage(name, input[name]))
  const [lastFrame] = names.lastFrame.flatMap((name) => readImage(name, input[name]))
  const references = names.references.flatMap((name) => {
    const urls = input[name]
    return Array.isArray(urls) ? urls.flatMap((url: unknown) => readImage(name, url)) : []
  })
  return {
    ...(referenceImage ? { referenceImage } : {}),
    ...(lastFrame ? { lastFrame } : {}),
    ...(references.length > 0 ? { references } : {}),
  }
}

function readImage(field: string, url: unknown): Uint8Array[] {
  if (url === undefined || url === null) return []
  const [, base64] = /^data:image\/[^,]*;base64,(.*)$/is.exec(String(url)) ?? []
  // The sandbox fetches nothing.
  const bytes = base64 === undefined ? undefined : bytesOfBase64(base64)
  if (bytes && readImageHeader(bytes)) return [bytes]
  throw invalidInput(field, 'The sandbox takes images as data: URLs only')
}
