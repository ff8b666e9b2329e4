import { VideoError, parseSize } from '@dailies/core'
import type { CreateVideo, ModelCapabilities, ReferenceLimits } from '@dailies/core'
import { readImageHeader } from '../net/image-header'

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })

/**
 * Whether the video has sound: chosen, or with sound by default; undefined if the model has no such choice.
 *
 * @throws VideoError `invalid_request`
 */
export function resolveAudio(
  { label, generate_audio: offer }: ModelCapabilities,
  asked: CreateVideo,
): boolean | undefined {
  const { generate_audio: audio } = asked
  if (offer === 'optional') return audio ?? true
  if (offer === 'always' && audio !== false) return audio
  if (audio === undefined) return undefined
  throw invalid(
    'generate_audio',
    offer === 'always'
      ? `${label} makes every video with sound. Leave generate_audio out.`
      : `${label} does not offer a choice of sound. Leave generate_audio out.`,
  )
}

/** Checks that the model offers a seed and a negative prompt, where these are set. @throws VideoError `invalid_request` */
export function checkOptions(model: ModelCapabilities, { seed, negative_prompt: negative }: CreateVideo): void {
  const { label, negative_prompt: offered } = model
  if (seed !== undefined && model.seed !== true)
    throw invalid('seed', `${label} does not accept a seed. Leave it out, or select another model.`)
  if (negative === undefined) return
  if (!offered)
    throw invalid(
      'negative_prompt',
      `${label} does not accept a negative prompt. Say in the prompt what to avoid, or select another model.`,
    )
  const length = [...negative].length
  if (length <= offered.max_length) return
  throw invalid(
    'negative_prompt',
    `The negative prompt has ${length} characters, but ${label} accepts ${offered.max_length}.`,
  )
}

/** Checks the first and the last frame against the model. @throws VideoError `invalid_request` */
export async function checkFrames(
  model: ModelCapabilities,
  asked: CreateVideo,
  size: string | undefined,
): Promise<void> {
  const { label } = model
  const { input_reference: first, last_frame: last } = asked
  if (first && !model.input_reference)
    throw invalid('input_reference', `${label} does not accept a first frame. Remove it, or select another model.`)
  if (last && model.last_frame !== true)
    throw invalid('last_frame', `${label} does not accept a last frame. Remove it, or select another model.`)
  if (last && !first) throw invalid('last_frame', 'A last frame needs a first frame. Send input_reference too.')
  if (model.exact_frame_size !== true) return
  if (first) await checkPixels('input_reference', 'first frame', first, size)
  if (last) await checkPixels('last_frame', 'last frame', last, size)
}

async function checkPixels(param: string, name: string, image: Blob, size: string | undefined): Promise<void> {
  const expected = parseSize(size)
  const actual = expected && readImageHeader(new Uint8Array(await image.arrayBuffer()))
  if (!actual || (expected.width === actual.width && expected.height === actual.height)) return
  throw invalid(
    param,
    `The image becomes the ${name}, so it must have exactly ${size} pixels; it has ${actual.width}x${actual.height}. Crop it, or select another size.`,
  )
}

const referenceKinds: { kind: keyof ReferenceLimits; type: string }[] = [
  { kind: 'images', type: 'image/' },
  { kind: 'videos', type: 'video/' },
  { kind: 'audios', type: 'audio/' },
]

/** Checks the kinds of the references and how many there are. @throws VideoError `invalid_request` */
export function checkReferences(
  { label, input_references: offered }: ModelCapabilities,
  { input_references: references = [] }: CreateVideo,
): void {
  for (const { kind, type } of referenceKinds) {
    const given = references.flatMap((file, index) => (file.type.startsWith(type) ? [index] : []))
    const limit = offered?.[kind] ?? 0
    if (given.length <= limit) continue
    const accepted = referenceKinds.flatMap((other) =>
      offered?.[other.kind] ? `${offered[other.kind]} ${other.kind}` : [],
    )
    throw invalid(
      `input_references.${given[limit]}`,
      `The request has ${given.length} ${kind} as references, but ${label} accepts ${accepted.join(', ') || 'no references'}.`,
    )
  }
}
