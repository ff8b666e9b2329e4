import type { ModelCapabilities, VideoShape } from '@dailies/core'

/** How a model of Replicate takes a request: what runs it, and what its fields are called. */
export interface ReplicateApi {
  /** `owner/name`, `owner/name:version`, or `deployments/owner/name`. @default the model's id */
  run?: string
  /** The field of the first frame. @default 'image' */
  firstFrame?: string
  /** The field of the last frame. @default 'last_frame' */
  lastFrame?: string
  /** The field of a list of reference images. @default 'reference_images' */
  references?: string
  /** How a length is written: `8` or `"8"`. @default 'number' */
  duration?: 'number' | 'text'
  /** There is a field `resolution`. @default true */
  hasResolution?: boolean
}

/** A model of Replicate. */
export interface ReplicateModel extends ModelCapabilities {
  /** How Replicate takes its requests. @default the fields that most video models have */
  replicate?: ReplicateApi
}

const tier = (resolution: string, landscape: string, portrait: string): VideoShape[] => [
  { size: landscape, aspect_ratio: '16:9', resolution },
  { size: portrait, aspect_ratio: '9:16', resolution },
]
const hd = tier('720p', '1280x720', '720x1280')
const fullHd = tier('1080p', '1920x1080', '1080x1920')
const sizesOf = (shapes: readonly VideoShape[]): string[] => shapes.map(({ size }) => size)

/** Replicate documents no maximum; it bounds what is sent. */
const negativePrompt = { max_length: 2_000 }

const veo = {
  sizes: sizesOf([...hd, ...fullHd]),
  shapes: [...hd, ...fullHd],
  seconds: ['8', '4', '6'],
  input_reference: true,
  last_frame: true,
  generate_audio: 'optional',
  seed: true,
  negative_prompt: negativePrompt,
} as const satisfies Partial<ModelCapabilities>

/**
 * Well-known models of Replicate, from code that was generated from their schemas or follows them, read in November 2026.
 *
 * There are no prices: none could be read on a page of Replicate.
 */
export const replicateModels: readonly ReplicateModel[] = [
  {
    // https://replicate.com/google/veo-3.1-fast/api/schema
    id: 'google/veo-3.1-fast',
    label: 'Veo 3.1 Fast',
    description: 'Google, through Replicate: faster and cheaper than Veo 3.1.',
    ...veo,
    seconds: [...veo.seconds],
  },
  {
    // https://replicate.com/google/veo-3.1/api/schema. References need 16:9 and 8 seconds, and are therefore not offered.
    id: 'google/veo-3.1',
    label: 'Veo 3.1',
    description: 'Google, through Replicate: dialogue and sound.',
    ...veo,
    seconds: [...veo.seconds],
  },
  {
    // https://replicate.com/bytedance/seedance-1.5-pro/api/schema
    id: 'bytedance/seedance-1.5-pro',
    label: 'Seedance 1.5 Pro',
    description: 'ByteDance, through Replicate: 2 to 12 seconds with sound.',
    sizes: sizesOf(hd),
    shapes: hd,
    seconds: ['5', '2', '3', '4', '6', '7', '8', '9', '10', '11', '12'],
    input_reference: true,
    last_frame: true,
    generate_audio: 'optional',
    seed: true,
    replicate: { lastFrame: 'last_frame_image', hasResolution: false },
  },
]
