import type { ModelCapabilities, VideoShape } from '@dailies/core'

/** How a model of fal takes a request: which endpoint, and what its fields are called. */
export interface FalApi {
  /** The endpoint of a request with a prompt only. @default the model's id */
  text?: string
  /** The endpoint of a request with a first frame. @default that of `text` */
  image?: string
  /** The endpoint of a request with a first and a last frame. @default that of `image` */
  frames?: string
  /** How a length is written: `"8s"`, `"8"` or `8`. @default 'text' */
  duration?: 'seconds' | 'text' | 'number'
  /** The field of the first frame. @default 'image_url' */
  firstFrame?: string
  /** The field of the first frame beside a last one. @default that of `firstFrame` */
  firstOfTwoFrames?: string
  /** The field of the last frame. @default 'end_image_url' */
  lastFrame?: string
  /** The field of a list of reference images. @default 'image_urls' */
  references?: string
  /** There is a field `resolution`. @default true */
  hasResolution?: boolean
  /** There is a field `aspect_ratio` beside a frame, too; otherwise the frame decides the ratio. @default true */
  hasRatioWithFrames?: boolean
}

/** A model of fal. */
export interface FalModel extends ModelCapabilities {
  /** How fal takes its requests. @default the fields that most video models of fal have */
  fal?: FalApi
}

const shapes = (ratios: Readonly<Record<string, readonly [string, string]>>): VideoShape[] =>
  Object.entries(ratios).flatMap(([resolution, [landscape, portrait]]) => [
    { size: landscape, aspect_ratio: '16:9', resolution },
    { size: portrait, aspect_ratio: '9:16', resolution },
  ])
const sizesOf = (list: readonly VideoShape[]): string[] => list.map(({ size }) => size)

const hd = { '720p': ['1280x720', '720x1280'], '1080p': ['1920x1080', '1080x1920'] } as const
const hdShapes = shapes(hd)
const uhdShapes = shapes({ ...hd, '4k': ['3840x2160', '2160x3840'] })
const withAudio = (with_audio: number, without_audio: number) => ({ with_audio, without_audio })

const veoApi = (endpoint: string): FalApi => ({
  text: endpoint,
  image: `${endpoint}/image-to-video`,
  frames: `${endpoint}/first-last-frame-to-video`,
  duration: 'seconds',
  firstOfTwoFrames: 'first_frame_url',
  lastFrame: 'last_frame_url',
})

/** fal documents no maximum; it bounds what is sent. */
const negativePrompt = { max_length: 2_000 }

/**
 * Well-known models of fal. Fields, ratios, tiers and lengths are those of the types in `@fal-ai/client` 1.10.1; prices in
 * US dollars per second, each from the page that is named beside it, read in November 2026. A price that was not
 * found on a page of fal is missing.
 */
export const falModels: readonly FalModel[] = [
  {
    id: 'fal-ai/veo3.1/fast',
    label: 'Veo 3.1 Fast',
    description: 'Google, through fal: faster and cheaper than Veo 3.1.',
    sizes: sizesOf(hdShapes),
    shapes: hdShapes,
    seconds: ['8', '4', '6'],
    // https://fal.ai/models/fal-ai/veo3.1/fast/first-last-frame-to-video/llms.txt
    prices: { '720p': withAudio(0.15, 0.1), '1080p': withAudio(0.15, 0.1) },
    input_reference: true,
    last_frame: true,
    generate_audio: 'optional',
    seed: true,
    negative_prompt: negativePrompt,
    fal: veoApi('fal-ai/veo3.1/fast'),
  },
  {
    id: 'fal-ai/veo3.1',
    label: 'Veo 3.1',
    description: 'Google, through fal: dialogue and sound, up to 4K.',
    // https://fal.ai/models/fal-ai/veo3.1/llms.txt also has the tier 4k, which the types of 1.10.1 lack.
    sizes: sizesOf(uhdShapes),
    shapes: uhdShapes,
    seconds: ['8', '4', '6'],
    // The same page.
    prices: { '720p': withAudio(0.4, 0.2), '1080p': withAudio(0.4, 0.2), '4k': withAudio(0.6, 0.4) },
    input_reference: true,
    last_frame: true,
    generate_audio: 'optional',
    seed: true,
    negative_prompt: negativePrompt,
    fal: veoApi('fal-ai/veo3.1'),
  },
  {
    id: 'fal-ai/bytedance/seedance/v1.5/pro',
    label: 'Seedance 1.5 Pro',
    description: 'ByteDance, through fal: 4 to 12 seconds with sound.',
    sizes: sizesOf(hdShapes),
    shapes: hdShapes,
    seconds: ['5', '4', '6', '7', '8', '9', '10', '11', '12'],
    // https://fal.ai/models/fal-ai/bytedance/seedance/v1.5/pro/text-to-video/llms.txt: 5 s of 720p with sound cost about 0.26,
    // half of it without. For 1080p the page only has a formula of tokens.
    prices: { '720p': withAudio(0.052, 0.026) },
    input_reference: true,
    last_frame: true,
    generate_audio: 'optional',
    seed: true,
    fal: {
      text: 'fal-ai/bytedance/seedance/v1.5/pro/text-to-video',
      image: 'fal-ai/bytedance/seedance/v1.5/pro/image-to-video',
    },
  },
  {
    id: 'fal-ai/kling-video/v3/pro',
    label: 'Kling 3.0 Pro',
    description: 'Kling, through fal: 3 to 15 seconds with sound.',
    // There is no field for the resolution.
    sizes: ['1920x1080', '1080x1920'],
    shapes: hdShapes.filter(({ resolution }) => resolution === '1080p'),
    seconds: ['5', '3', '4', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15'],
    input_reference: true,
    last_frame: true,
    generate_audio: 'optional',
    negative_prompt: negativePrompt,
    fal: {
      text: 'fal-ai/kling-video/v3/pro/text-to-video',
      image: 'fal-ai/kling-video/v3/pro/image-to-video',
      firstFrame: 'start_image_url',
      hasResolution: false,
      hasRatioWithFrames: false,
    },
  },
]
