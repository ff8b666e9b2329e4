import type { Capabilities, ModelCapabilities, Video } from '@dailies/core'
import { resolveParameters, type ParameterValues } from './prompt-parameters'

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
  /** Changed values of the model's parameters, by name. Values of another model's parameters are kept for it. */
  parameters: ParameterValues
  /** The key of the first frame in this browser's IndexedDB; empty for none. Saved drafts use this name. */
  reference: string
}

/** An empty draft: no prompt, and the server's defaults. */
export const emptyDraft: PromptDraft = { prompt: '', model: '', size: '', seconds: '', parameters: {}, reference: '' }

/** The selected model, size and seconds, as the server offers them. A draft may contain options that are no longer offered. */
export interface PromptSelection {
  model: ModelCapabilities | undefined
  size: string | undefined
  seconds: string | undefined
  /** The values of the model's parameters that are set or have a default. */
  parameters: ParameterValues
}

/**
 * Resolves the selected options of a draft; an option that is no longer offered falls back to the first offered one.
 */
export const resolveSelection = (draft: PromptDraft, capabilities: Capabilities | undefined): PromptSelection => {
  const models = capabilities?.models ?? []
  const model = models.find(({ id }) => id === draft.model) ?? models[0]
  return {
    model,
    size: offered(model?.sizes, draft.size),
    seconds: offered(model?.seconds, draft.seconds),
    parameters: resolveParameters(model?.parameters, draft.parameters),
  }
}

const offered = (options: string[] | undefined, selected: string): string | undefined =>
  options?.find((option) => option === selected) ?? options?.[0]

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
  parameters: assets?.request?.parameters ?? {},
})
