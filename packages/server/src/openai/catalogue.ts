import { VideoError } from '@dailies/core'
import type { ModelCapabilities } from '@dailies/core'
import type { Dialect } from './dialects'

/** A model to offer. Omitted fields default to OpenAI's values for that model, or to the dialect's. */
export type ModelOption = Pick<ModelCapabilities, 'id'> & Partial<ModelCapabilities>

/**
 * OpenAI's models in their last version, with the last prices in US dollars per second of video. Other servers of this
 * API serve them too.
 */
const openAIModels: readonly ModelCapabilities[] = [
  {
    id: 'sora-2',
    label: 'Sora 2',
    description: 'Fast and cheap: for trying out ideas and finding the shot.',
    sizes: ['720x1280', '1280x720'],
    seconds: ['4', '8', '12', '16', '20'],
    prices: { '720x1280': 0.1, '1280x720': 0.1 },
    input_reference: true,
    exact_frame_size: true,
    generate_audio: 'always',
  },
  {
    id: 'sora-2-pro',
    label: 'Sora 2 Pro',
    description: 'Slower and more expensive, with finer detail: for the final take.',
    sizes: ['720x1280', '1280x720', '1024x1792', '1792x1024', '1080x1920', '1920x1080'],
    seconds: ['4', '8', '12', '16', '20'],
    prices: {
      '720x1280': 0.3,
      '1280x720': 0.3,
      '1024x1792': 0.5,
      '1792x1024': 0.5,
      '1080x1920': 0.7,
      '1920x1080': 0.7,
    },
    input_reference: true,
    exact_frame_size: true,
    generate_audio: 'always',
  },
]

/**
 * The models to offer.
 *
 * @throws VideoError `misconfigured` if none are configured and the dialect has no known models
 */
export function modelsOf(options: readonly ModelOption[] | undefined, dialect: Dialect): ModelCapabilities[] {
  if (options === undefined && dialect.hasOpenAIModels) return openAIModels.map((model) => ({ ...model }))
  if (options === undefined || options.length === 0) {
    throw new VideoError(
      'openaiUpstream needs at least one model, because the models of this server are unknown. Pass models: [{ id: "…" }].',
      { code: 'misconfigured' },
    )
  }
  return options.map((option) => {
    const known = openAIModels.find((model) => model.id === option.id)
    return {
      label: option.id,
      description: '',
      sizes: [...dialect.sizes],
      seconds: [...dialect.seconds],
      input_reference: true,
      // As OpenAI's API requires it.
      exact_frame_size: true,
      ...known,
      ...option,
    }
  })
}
