import type { ModelCapabilities, VideoShape } from '@dailies/core'

const tier = (resolution: string, landscape: string, portrait: string): VideoShape[] => [
  { size: landscape, aspect_ratio: '16:9', resolution },
  { size: portrait, aspect_ratio: '9:16', resolution },
]
const tiers = {
  '360p': tier('360p', '640x360', '360x640'),
  '720p': tier('720p', '1280x720', '720x1280'),
  '1080p': tier('1080p', '1920x1080', '1080x1920'),
  '4k': tier('4k', '3840x2160', '2160x3840'),
}
/** Veo renders more than 720p in 8 seconds only. */
const fullLength = (shapes: VideoShape[]): VideoShape[] => shapes.map((shape) => ({ ...shape, seconds: ['8'] }))
const withShapes = (shapes: VideoShape[]) => ({ sizes: shapes.map(({ size }) => size), shapes })

/** Google documents no maximum in characters; it bounds what is sent. */
const negativePrompt = { max_length: 2_000 }

const omni = {
  ...withShapes([...tiers['720p'], ...tiers['360p'], ...tiers['1080p'], ...tiers['4k']]),
  input_reference: true,
  generate_audio: 'always',
  cancellation: 'cancels',
} as const satisfies Partial<ModelCapabilities>

const veo = {
  seconds: ['8', '4', '6'],
  input_reference: true,
  last_frame: true,
  generate_audio: 'always',
  seed: true,
  negative_prompt: negativePrompt,
} as const satisfies Partial<ModelCapabilities>

const lengths = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index))
/** With this length as the default. */
const first = (length: string, all: string[]): string[] => [length, ...all.filter((other) => other !== length)]

/**
 * Google's video models. What Gemini Omni can do beyond this (last frame, references, editing, extending) is not offered,
 * because no published source was found that says how these inputs are ordered.
 *
 * There are no prices: none could be read on a page of Google.
 */
export const geminiModels: readonly ModelCapabilities[] = [
  {
    // https://ai.google.dev/gemini-api/docs/omni (ratios, tiers, sound), @google/genai 3.3.0 (fields); November 2026.
    id: 'gemini-omni-1.1-flash',
    label: 'Gemini Omni 1.1 Flash',
    description: 'Google: 3 to 10 seconds with sound, drafts in 360p up to 4K.',
    ...omni,
    seconds: first('8', lengths(3, 10)),
  },
  {
    // In the model list of @google/genai 3.3.0; 3 to 15 seconds: Vercel's changelog of Gemini Omni 1.2 Flash; November 2026.
    id: 'gemini-omni-1.2-flash',
    label: 'Gemini Omni 1.2 Flash',
    description: 'Google: 3 to 15 seconds with sound, drafts in 360p up to 4K.',
    ...omni,
    seconds: first('8', lengths(3, 15)),
  },
  // https://ai.google.dev/gemini-api/docs/video, as it stood in 2026.
  {
    id: 'veo-3.1-generate-preview',
    label: 'Veo 3.1',
    description: 'Google, where it is still served.',
    ...veo,
    ...withShapes([...tiers['720p'], ...fullLength(tiers['1080p']), ...fullLength(tiers['4k'])]),
    input_references: { images: 3 },
  },
  {
    id: 'veo-3.1-fast-generate-preview',
    label: 'Veo 3.1 Fast',
    description: 'Google, where it is still served: faster and cheaper.',
    ...veo,
    ...withShapes([...tiers['720p'], ...fullLength(tiers['1080p']), ...fullLength(tiers['4k'])]),
    input_references: { images: 3 },
  },
  {
    id: 'veo-3.1-lite-generate-preview',
    label: 'Veo 3.1 Lite',
    description: 'Google, where it is still served: the cheapest.',
    ...veo,
    ...withShapes([...tiers['720p'], ...fullLength(tiers['1080p'])]),
  },
]

/** What is offered without an option: Google shut its Veo models down in the Gemini API on 22 October 2026. */
export const defaultGeminiModels: readonly string[] = ['gemini-omni-1.1-flash', 'gemini-omni-1.2-flash']
