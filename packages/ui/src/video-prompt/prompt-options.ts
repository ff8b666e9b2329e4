import type { Video, VideoError } from '@dailies/core'
import type { PropNames } from '../primitives'
import type { ParameterValues } from './prompt-parameters'

/** Options and callbacks of a VideoPrompt. Its fields can be controlled: each by value, default and change handler. */
export interface VideoPromptOptions {
  /** Storage name of the draft; unique for each prompt on a page. @default 'prompt' */
  name?: string | undefined
  /** The text of the prompt. */
  prompt?: string | undefined
  /** The text at first, if `prompt` is not given and there is no saved draft. @default '' */
  defaultPrompt?: string | undefined
  /** Called when the text changes, also when it is cleared after a submit. */
  onPromptChange?: ((prompt: string) => void) | undefined
  /** The id of the selected model. One that the server does not offer selects the first that it offers. */
  model?: string | undefined
  /** The model at first, if `model` is not given and there is no saved draft. @default the first of the server */
  defaultModel?: string | undefined
  /** Called when a model is selected. */
  onModelChange?: ((model: string) => void) | undefined
  /** The selected size, such as `1280x720`. One that the model does not offer selects the first that it offers. */
  size?: string | undefined
  /** The size at first, if `size` is not given and there is no saved draft. @default the first of the model */
  defaultSize?: string | undefined
  /** Called when a size is selected. */
  onSizeChange?: ((size: string) => void) | undefined
  /** The selected duration in seconds, as a string. One that the model does not offer selects the first it offers. */
  seconds?: string | undefined
  /** The duration at first, if `seconds` is not given and there is no saved draft. @default the first of the model */
  defaultSeconds?: string | undefined
  /** Called when a duration is selected. */
  onSecondsChange?: ((seconds: string) => void) | undefined
  /** Whether the video has sound, where the model offers a choice. */
  generateAudio?: boolean | undefined
  /** Whether it has sound at first, if `generateAudio` is not given and there is no saved draft. @default true */
  defaultGenerateAudio?: boolean | undefined
  /** Called when sound is switched on or off. */
  onGenerateAudioChange?: ((generateAudio: boolean) => void) | undefined
  /** The seed; null for a random one. Sent if the model takes one. */
  seed?: number | null | undefined
  /** The seed at first, if `seed` is not given and there is no saved draft. @default null */
  defaultSeed?: number | null | undefined
  /** Called when the seed changes. */
  onSeedChange?: ((seed: number | null) => void) | undefined
  /** What the video must not show. Sent if the model takes a negative prompt. */
  negativePrompt?: string | undefined
  /** The negative prompt at first, if `negativePrompt` is not given and there is no saved draft. @default '' */
  defaultNegativePrompt?: string | undefined
  /** Called when the negative prompt changes. */
  onNegativePromptChange?: ((negativePrompt: string) => void) | undefined
  /** Values of the model's parameters, by name. One that is missing or not usable has the model's default. */
  parameters?: ParameterValues | undefined
  /** The values at first, if `parameters` is not given and there is no saved draft. @default the model's defaults */
  defaultParameters?: ParameterValues | undefined
  /** Called with all values when one of them changes. */
  onParametersChange?: ((parameters: ParameterValues) => void) | undefined
  /** The image file of the first frame; null for none. Its crop is kept by the prompt. */
  firstFrame?: File | null | undefined
  /** The image file at first, if `firstFrame` is not given and there is no saved draft. @default null */
  defaultFirstFrame?: File | null | undefined
  /** Called with a selected image that can be read, and with null when it is removed. */
  onFirstFrameChange?: ((firstFrame: File | null) => void) | undefined
  /** The image file of the last frame; null for none. Its crop is kept by the prompt. */
  lastFrame?: File | null | undefined
  /** The image file at first, if `lastFrame` is not given and there is no saved draft. @default null */
  defaultLastFrame?: File | null | undefined
  /** Called with a selected image that can be read, and with null when it is removed. */
  onLastFrameChange?: ((lastFrame: File | null) => void) | undefined
  /** The files of the references, in their order. Sent as far as the model takes them. */
  references?: readonly File[] | undefined
  /** Called with all references when one is added or removed. */
  onReferencesChange?: ((references: File[]) => void) | undefined
  /** Further models to which the prompt is sent too, at most three. A draft does not keep them, because each is paid. */
  otherModels?: readonly string[] | undefined
  /** The further models at first, if `otherModels` is not given. @default [] */
  defaultOtherModels?: readonly string[] | undefined
  /** Called when the further models change, also to those of the missing takes if only some were started. */
  onOtherModelsChange?: ((models: readonly string[]) => void) | undefined
  /** How many videos are created at once, one to four; of each model if there are several. */
  takes?: number | undefined
  /** How many at first, if `takes` is not given; a draft does not keep it. @default 1 */
  defaultTakes?: number | undefined
  /** Called when the number changes, also to that of the missing takes if only some were started. */
  onTakesChange?: ((takes: number) => void) | undefined
  /**
   * Returns a better prompt, such as that of a language model. The user is shown it, to use or to leave. Abort the request
   * with the signal; a rejection is shown as an error.
   */
  onEnhance?: ((prompt: string, options: { signal: AbortSignal }) => Promise<string>) | undefined
  /** Whether nothing can be changed or submitted. @default false */
  disabled?: boolean | undefined
  /** Called with each new video once the server has accepted it. */
  onCreated?: ((video: Video) => void) | undefined
  /** Called if the video was not created, even if the form has unmounted by then. */
  onError?: ((error: VideoError) => void) | undefined
}

export const promptOptionNames: PropNames<VideoPromptOptions> = {
  name: true,
  prompt: true,
  defaultPrompt: true,
  onPromptChange: true,
  model: true,
  defaultModel: true,
  onModelChange: true,
  size: true,
  defaultSize: true,
  onSizeChange: true,
  seconds: true,
  defaultSeconds: true,
  onSecondsChange: true,
  generateAudio: true,
  defaultGenerateAudio: true,
  onGenerateAudioChange: true,
  seed: true,
  defaultSeed: true,
  onSeedChange: true,
  negativePrompt: true,
  defaultNegativePrompt: true,
  onNegativePromptChange: true,
  parameters: true,
  defaultParameters: true,
  onParametersChange: true,
  firstFrame: true,
  defaultFirstFrame: true,
  onFirstFrameChange: true,
  lastFrame: true,
  defaultLastFrame: true,
  onLastFrameChange: true,
  references: true,
  onReferencesChange: true,
  otherModels: true,
  defaultOtherModels: true,
  onOtherModelsChange: true,
  takes: true,
  defaultTakes: true,
  onTakesChange: true,
  onEnhance: true,
  disabled: true,
  onCreated: true,
  onError: true,
}
