import type { CreateVideo } from '@dailies/core'
import type { PromptDraft } from './prompt-draft'
import type { PromptSelection } from './prompt-selection'

/** The fields of the request that are no files: what the model offers, as it was selected. */
export const toRequest = (
  { prompt }: PromptDraft,
  { model, size, seconds, generateAudio, seed, negativePrompt, parameters }: PromptSelection,
): CreateVideo => ({
  prompt,
  ...(model && { model: model.id }),
  ...(size !== undefined && { size }),
  ...(seconds !== undefined && { seconds }),
  ...(model?.generate_audio === 'optional' && generateAudio !== undefined && { generate_audio: generateAudio }),
  ...(seed !== undefined && { seed }),
  ...(negativePrompt.trim() !== '' && { negative_prompt: negativePrompt }),
  ...(Object.keys(parameters).length > 0 && { parameters: { ...parameters } }),
})
