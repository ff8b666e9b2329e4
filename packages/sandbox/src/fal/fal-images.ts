import { isFields } from '../body'
import { bytesOfBase64 } from '../bytes-of-base64'
import { readImageHeader } from '../image-header'
import type { CreateRequest } from '../job'
import { modelError } from './fal-error'

/**
 * The names under which models take a picture, read in November 2026 at fal.ai/models/ID/llms.txt and in code that calls them:
 * `first_frame_url` and `last_frame_url` of Veo 3.1, `start_image_url` and `end_image_url` of Kling 4, `tail_image_url` of
 * Kling 1.6, `end_image_url` of Seedance, `image_urls` and `reference_image_urls` of models that take references.
 */
const names = {
  referenceImage: ['image_url', 'first_frame_url', 'start_image_url'],
  lastFrame: ['last_frame_url', 'end_image_url', 'tail_image_url'],
  references: ['image_urls', 'reference_image_urls'],
} as const

/**
 * The pictures in the input of a model.
 * @throws WireError 422
 */
export function imagesIn(
  input: Readonly<Record<string, unknown>>,
): Pick<CreateRequest, 'referenceImage' | 'lastFrame' | 'references'> {
  const [referenceImage] = names.referenceImage.flatMap((name) => readImage(name, input[name]))
  const [lastFrame] = names.lastFrame.flatMap((name) => readImage(name, input[name]))
  const references = names.references.flatMap((name) => readImages(name, input[name]))
  return {
    ...(referenceImage ? { referenceImage } : {}),
    ...(lastFrame ? { lastFrame } : {}),
    ...(references.length > 0 ? { references } : {}),
  }
}

const readImages = (name: string, urls: unknown): Uint8Array[] =>
  Array.isArray(urls) ? urls.flatMap((url: unknown) => readImage(name, isFields(url) ? url['image_url'] : url)) : []

function readImage(field: string, url: unknown): Uint8Array[] {
  if (url === undefined || url === null) return []
  const [, base64] = /^data:image\/[^,]*;base64,(.*)$/is.exec(String(url)) ?? []
  // The sandbox fetches nothing.
  if (base64 === undefined) throw modelError(422, 'file_download_error', 'File download error', { field, input: url })
  const bytes = bytesOfBase64(base64)
  if (bytes && readImageHeader(bytes)) return [bytes]
  throw modelError(422, 'image_load_error', 'Image load error', { field })
}
