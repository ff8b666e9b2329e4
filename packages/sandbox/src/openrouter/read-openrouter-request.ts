import { isFields } from '../body'
import { bytesOfBase64 } from '../bytes-of-base64'
import { readImageHeader } from '../image-header'
import type { CreateRequest } from '../job'
import { nativeSize } from '../native-size'
import { WireError } from '../wire-error'
import type { OpenRouterModel } from './openrouter-models'
import { openRouterModels } from './openrouter-models'

type Body = Readonly<Record<string, unknown>>

const invalid = (message: string) => new WireError(400, message)

/**
 * Reads a create, with the fields of `VideoGenerationRequest` in `@openrouter/sdk` 1.3.19. A value that the model does not
 * list is an error; a field that OpenRouter does not know, such as `seconds`, is ignored.
 * @throws WireError 400
 */
export function readOpenRouterRequest(body: Body): CreateRequest {
  const { model: id, prompt, generate_audio: generateAudio, seed } = body
  const model = openRouterModels.find((one) => one.id === id)
  if (!model) throw invalid(`Model ${String(id).slice(0, 100)} does not exist or makes no videos`)
  if (typeof prompt !== 'string' || prompt === '') throw invalid('prompt is required')
  const { frames, last } = readFrames(body['frame_images'], model)
  const references = readList(body['input_references']).map(readImage)
  const seconds = readChoice('duration', body['duration'], model.supported_durations ?? [])
  const aspectRatio = String(readChoice('aspect_ratio', body['aspect_ratio'], model.supported_aspect_ratios ?? []))
  const resolution = String(readChoice('resolution', body['resolution'], model.supported_resolutions ?? []))
  const size =
    body['size'] === undefined ? nativeSize(aspectRatio, resolution) : readChoice('size', body['size'], sizesOf(model))
  return {
    model: model.id,
    prompts: [prompt],
    size,
    seconds: String(seconds),
    aspectRatio,
    resolution,
    ...(typeof generateAudio === 'boolean' ? { generateAudio } : {}),
    ...(typeof seed === 'number' ? { seed } : {}),
    ...(frames ? { referenceImage: frames } : {}),
    ...(last ? { lastFrame: last } : {}),
    ...(references.length > 0 ? { references } : {}),
  }
}

/** A size is interchangeable with a ratio in a tier. */
const sizesOf = (model: OpenRouterModel): readonly string[] =>
  model.supported_sizes ??
  (model.supported_resolutions ?? []).flatMap((tier) =>
    (model.supported_aspect_ratios ?? []).map((ratio) => nativeSize(ratio, tier)),
  )

/** The value, or the first that the model lists. */
function readChoice<Value>(field: string, value: unknown, allowed: readonly Value[]): Value {
  const found = value === undefined ? allowed[0] : allowed.find((one) => one === value)
  if (found !== undefined) return found
  throw invalid(`${field} ${JSON.stringify(value)?.slice(0, 100)} is not supported by this model`)
}

const readList = (value: unknown): unknown[] => {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw invalid('Expected an array of images')
}

function readFrames(value: unknown, model: OpenRouterModel) {
  const frames = new Map<string, Uint8Array>()
  for (const frame of readList(value)) {
    const type = isFields(frame) ? frame['frame_type'] : undefined
    if (typeof type !== 'string' || !model.supported_frame_images?.includes(type))
      throw invalid('frame_type is not supported by this model')
    frames.set(type, readImage(frame))
  }
  return { frames: frames.get('first_frame'), last: frames.get('last_frame') }
}

/** An image as `{ type: 'image_url', image_url: { url } }`. */
function readImage(value: unknown): Uint8Array {
  const image = isFields(value) && value['type'] === 'image_url' ? value['image_url'] : undefined
  const [, base64] = /^data:image\/[^,]*;base64,(.*)$/is.exec(isFields(image) ? String(image['url']) : '') ?? []
  // The sandbox fetches nothing.
  const bytes = base64 === undefined ? undefined : bytesOfBase64(base64)
  if (bytes && readImageHeader(bytes)) return bytes
  throw invalid('The sandbox takes images as data: URLs only')
}
