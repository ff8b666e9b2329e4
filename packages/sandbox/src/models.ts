/**
 * The sandbox's models as data, for the server in front of it.
 *
 * @packageDocumentation
 */
import type { ModelCapabilities, ModelParameter } from '@dailies/core'
import { kiteModels } from './model-lists/kite'
import { lampModels } from './model-lists/lamp'
import { tideModels } from './model-lists/tide'

/** A model of the sandbox; what it does not have is not accepted. */
export interface SandboxModel extends Pick<
  ModelCapabilities,
  'shapes' | 'last_frame' | 'input_references' | 'generate_audio' | 'seed' | 'negative_prompt'
> {
  /** The value of `model` in a create. */
  id: string
  /** Pixels, as `1280x720`; both even. The default is 720x1280, as OpenAI documents, or else the first. */
  sizes: readonly string[]
  /** Lengths of a new video, in seconds; the first is the default. */
  seconds: readonly string[]
  /** Lengths by which a video can be extended, in seconds. @default `seconds`, 4, 8, 12, 16 and 20 */
  extensions?: readonly string[]
  /** Frames must have exactly the pixels of the video, as OpenAI requires; otherwise the renderer crops them. @default true */
  exact_frame_size?: boolean
  /** What else a create can set, as fields beside the common ones. @default nothing */
  parameters?: readonly ModelParameter[]
}

/**
 * The models that a sandbox has by default, as they can be passed to `openaiUpstream`: those of three invented vendors,
 * which differ in what they can do, with labels and with made-up prices in US dollars per second of video.
 */
export const sandboxModels: ModelCapabilities[] = [...lampModels, ...kiteModels, ...tideModels]

export { withSampleImages } from './model-samples'
