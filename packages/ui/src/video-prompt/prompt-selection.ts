import { priceOf, shapesOf, type Capabilities, type ModelCapabilities, type VideoShape } from '@dailies/core'
import type { PromptDraft } from './prompt-draft'
import { resolveParameters, type ParameterValues } from './prompt-parameters'

/**
 * The selected options, as the model offers them. A draft may contain options that the model does not have, such as those
 * of another model: they stay in the draft, and are neither shown nor sent.
 */
export interface PromptSelection {
  /** The model; undefined while the capabilities are loading. */
  model: ModelCapabilities | undefined
  /** Pixels, as `1280x720`. */
  size: string | undefined
  /** The duration in seconds, as a string. */
  seconds: string | undefined
  /** The shapes of the model: its sizes in other words. */
  shapes: VideoShape[]
  /** The shape of the selected size. */
  shape: VideoShape | undefined
  /** The durations that the selected size can have. */
  lengths: string[]
  /** Whether the video has sound; undefined if that is not known. */
  generateAudio: boolean | undefined
  /** The seed; undefined for a random one. */
  seed: number | undefined
  /** What the video must not show; empty for nothing. */
  negativePrompt: string
  /** The values of the model's parameters that are set or have a default. */
  parameters: ParameterValues
}

/**
 * Resolves the selected options of a draft. A size that the model does not have falls back to one of the same ratio, any
 * other option to the first offered one.
 */
export const resolveSelection = (draft: PromptDraft, capabilities: Capabilities | undefined): PromptSelection => {
  const models = capabilities?.models ?? []
  const model = models.find(({ id }) => id === draft.model) ?? models[0]
  const shapes = model ? shapesOf(model) : []
  const size =
    model?.sizes.find((size) => size === draft.size) ?? similarShape(shapes, draft.size)?.size ?? model?.sizes[0]
  const shape = shapes.find((shape) => shape.size === size)
  const lengths = shape?.seconds ?? model?.seconds ?? []
  return {
    model,
    size,
    seconds: lengths.find((length) => length === draft.seconds) ?? lengths[0],
    shapes,
    shape,
    lengths,
    generateAudio: soundOf(model, draft),
    seed: model?.seed && draft.seed !== null ? draft.seed : undefined,
    negativePrompt: model?.negative_prompt ? draft.negativePrompt : '',
    parameters: resolveParameters(model?.parameters, draft.parameters),
  }
}

/** The price of one video; undefined if it is not known. */
export const priceOfSelection = ({ model, size, seconds, generateAudio }: PromptSelection): number | undefined =>
  model && size !== undefined && seconds !== undefined
    ? priceOf(model, { size, seconds, generate_audio: generateAudio })
    : undefined

/** At most as many models as can be compared. */
export const maxModels = 4

/** What is selected for each model that the prompt is sent to: first the one of the draft, then the others. */
export const resolveSelections = (
  draft: PromptDraft,
  otherModels: readonly string[],
  capabilities: Capabilities | undefined,
): [PromptSelection, ...PromptSelection[]] => {
  const first = resolveSelection(draft, capabilities)
  const offered = new Set(capabilities?.models.map(({ id }) => id))
  offered.delete(first.model?.id ?? '')
  const others = [...new Set(otherModels)].filter((id) => offered.has(id)).slice(0, maxModels - 1)
  // As like the first as they can be, to be compared with it.
  const { size = draft.size, seconds = draft.seconds } = first
  return [first, ...others.map((model) => resolveSelection({ ...draft, size, seconds, model }, capabilities))]
}

const soundOf = (model: ModelCapabilities | undefined, { generateAudio }: PromptDraft): boolean | undefined => {
  if (model?.generate_audio === 'optional') return generateAudio
  return model?.generate_audio === 'always' ? true : undefined
}

/** The shape with the ratio of a size of another model, and with its resolution too if there is one. */
const similarShape = (shapes: readonly VideoShape[], size: string): VideoShape | undefined => {
  const [wanted] = shapesOf({ sizes: [size] })
  return wanted && shapeWith(shapes, wanted)
}

/** The shape with this ratio, and with this resolution too if there is one. */
export const shapeWith = (
  shapes: readonly VideoShape[],
  { aspect_ratio: ratio, resolution }: Pick<VideoShape, 'aspect_ratio' | 'resolution'>,
): VideoShape | undefined => {
  const withRatio = shapes.filter((shape) => shape.aspect_ratio === ratio)
  return withRatio.find((shape) => shape.resolution === resolution) ?? withRatio[0]
}
