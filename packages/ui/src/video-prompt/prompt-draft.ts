import type { Video } from '@dailies/core'
import type { ParameterValues } from './prompt-parameters'

/** The draft of a prompt, kept until it is sent. An empty string selects the server's first option. */
export interface PromptDraft {
  /** The text. */
  prompt: string
  /** The id of the model. */
  model: string
  /** Width and height in pixels, such as `1280x720`. */
  size: string
  /** The duration in seconds, as a string. */
  seconds: string
  /** Whether the video has sound, where that is a choice. */
  generateAudio: boolean
  /** The seed; null for a random one. */
  seed: number | null
  /** What the video must not show. */
  negativePrompt: string
  /** Changed values of the model's parameters, by name. Values of another model's parameters are kept for it. */
  parameters: ParameterValues
  /** The key of the first frame in this browser's IndexedDB; empty for none. Saved drafts use this name. */
  reference: string
  /** The key of the last frame, like that of the first one. */
  lastFrame: string
  /** The keys of the references, like that of the first frame. */
  references: readonly string[]
}

/** An empty draft: no prompt, and the server's defaults. */
export const emptyDraft: PromptDraft = {
  prompt: '',
  model: '',
  size: '',
  seconds: '',
  // As on the server.
  generateAudio: true,
  seed: null,
  negativePrompt: '',
  parameters: {},
  reference: '',
  lastFrame: '',
  references: [],
}

/** The length of a prompt as the server counts it: in Unicode code points, not UTF-16 code units. */
export const promptLength = (prompt: string): number => [...prompt].length

/**
 * The draft with which a video can be made again: its prompt and the options that were chosen. Its files are not kept, so
 * they are not part of it.
 */
export const draftOfVideo = ({ prompt, model, size, seconds, assets }: Video): Partial<PromptDraft> => ({
  ...(prompt !== null && { prompt }),
  model,
  size,
  seconds,
  generateAudio: assets?.request?.generate_audio ?? emptyDraft.generateAudio,
  seed: assets?.request?.seed ?? null,
  negativePrompt: assets?.request?.negative_prompt ?? '',
  parameters: assets?.request?.parameters ?? {},
})
