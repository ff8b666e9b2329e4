/**
 * What a Veo model takes, by the tables of https://ai.google.dev/gemini-api/docs/video as they stood in 2026. One of them has 4k
 * for Veo 3, and the other has not: here it has none. Veo 2 was not in them any more; its lengths are those of earlier ones.
 */
export interface VeoModel {
  seconds: readonly number[]
  /** The first is the default. None: the field is not supported. */
  resolutions: readonly string[]
  hasLastFrame: boolean
  references: number
}

const veo3: VeoModel = { seconds: [4, 6, 8], resolutions: ['720p', '1080p'], hasLastFrame: true, references: 0 }

/** Families by the start of the id, most specific first, so that dated and preview ids are known too. */
const families: readonly (readonly [string, VeoModel])[] = [
  ['veo-3.1-lite-', veo3],
  ['veo-3.1-', { ...veo3, resolutions: ['720p', '1080p', '4k'], references: 3 }],
  ['veo-3.0-', veo3],
  ['veo-2.0-', { seconds: [5, 6, 7, 8], resolutions: [], hasLastFrame: false, references: 0 }],
]

/** Undefined for an unknown model. */
export const findVeoModel = (id: string): VeoModel | undefined =>
  families.find(([start]) => id.startsWith(start) && id.length > start.length)?.[1]

/** The ratios of every Veo model; the first is the default. */
export const veoRatios: readonly string[] = ['16:9', '9:16']

/** Resolutions above 720p and reference images need this length, which is the default too. */
export const fullSeconds = 8
