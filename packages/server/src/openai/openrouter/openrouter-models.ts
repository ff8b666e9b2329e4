import { shapesOf, VideoError } from '@dailies/core'
import type { VideoShape } from '@dailies/core'
import { fieldsOf, isFields, textOf } from '@dailies/core/internal'
import { checkApiKey } from '../../upstream-client/option-checks'
import type { UpstreamNetworkOptions } from '../../upstream-client/network-options'
import { createUpstreamClient } from '../../upstream-client/upstream-client'
import type { ModelOption } from '../catalogue'
import { openRouterPrices } from './openrouter-prices'

/** Options of {@link readOpenRouterModels}. */
export interface OpenRouterModelsOptions extends UpstreamNetworkOptions {
  /** The API key. */
  apiKey: string | undefined
  /** Base URL of the API. @default 'https://openrouter.ai/api/v1' */
  baseURL?: string | undefined
  /** Ids of the models to return, in this order. @default all, in OpenRouter's order */
  ids?: readonly string[] | undefined
}

/**
 * Reads OpenRouter's list of video models (`GET /videos/models`) into the models of `openaiUpstream`: ratios, tiers, lengths,
 * frames, sound, seed, and the prices per second that it states. A model that makes no video from a prompt is left out, and so
 * is one without lengths. Call it when the server starts, or when you build it.
 *
 * @throws VideoError also if one of `ids` is not in the list
 * @example
 * const models = await readOpenRouterModels({ apiKey: process.env.OPENROUTER_API_KEY, ids: ['google/veo-3.1'] })
 */
export async function readOpenRouterModels(options: OpenRouterModelsOptions): Promise<ModelOption[]> {
  const { apiKey: given, baseURL = 'https://openrouter.ai/api/v1', ids, ...network } = options
  const apiKey = checkApiKey('readOpenRouterModels', given, 'OPENROUTER_API_KEY')
  const headers = { authorization: `Bearer ${apiKey}` }
  const client = createUpstreamClient({ ...network, baseURL, headers, secrets: [apiKey] })
  const { body } = await client.request('GET', '/videos/models')
  const { data } = fieldsOf(body)
  if (!Array.isArray(data)) {
    throw new VideoError('OpenRouter answered without a list of models. Check baseURL.', { code: 'upstream_failed' })
  }
  const models = data.flatMap((one: unknown) => readModel(one) ?? [])
  return ids?.map((id) => models.find((model) => model.id === id) ?? missing(id)) ?? models
}

function missing(id: string): never {
  throw new VideoError(
    `OpenRouter lists no model "${id}" that makes a video from a prompt. Remove it from ids, or check its spelling.`,
    { code: 'misconfigured', param: 'ids' },
  )
}

const textsOf = (list: unknown): string[] =>
  Array.isArray(list) ? list.flatMap((one: unknown) => textOf(one) ?? []) : []

function readModel(value: unknown): ModelOption | undefined {
  const model = fieldsOf(value)
  const id = textOf(model['id'])
  const durations = Array.isArray(model['supported_durations']) ? (model['supported_durations'] as unknown[]) : []
  const seconds = durations.flatMap((duration) => (typeof duration === 'number' ? [String(duration)] : []))
  const shapes = readShapes(model)
  // An upscaler needs a video.
  if (id === undefined || seconds.length === 0 || shapes.length === 0 || isFields(model['upscale_factor']))
    return undefined
  const frames = textsOf(model['supported_frame_images'])
  const prices = openRouterPrices(model['pricing_skus'], [...new Set(shapes.map(({ resolution }) => resolution))])
  return {
    id,
    label: textOf(model['name']) ?? id,
    description: textOf(model['description']) ?? '',
    sizes: shapes.map(({ size }) => size),
    shapes,
    seconds,
    input_reference: frames.includes('first_frame'),
    exact_frame_size: false,
    ...(frames.includes('first_frame') && frames.includes('last_frame') && { last_frame: true }),
    ...(model['generate_audio'] === true && { generate_audio: 'optional' }),
    ...(model['seed'] === true && { seed: true }),
    ...(prices && { prices }),
  }
}

/** The sizes of a model: those that it lists, or one for each ratio in each tier. */
function readShapes(model: Readonly<Record<string, unknown>>): VideoShape[] {
  const ratios = textsOf(model['supported_aspect_ratios'])
  const tiers = textsOf(model['supported_resolutions'])
  if (ratios.length > 0 && tiers.length > 0) {
    return tiers.flatMap((resolution) =>
      ratios.flatMap((aspect_ratio) => {
        const size = pixelsOf(aspect_ratio, resolution)
        return size === undefined ? [] : [{ size, aspect_ratio, resolution }]
      }),
    )
  }
  return shapesOf({ sizes: textsOf(model['supported_sizes']).filter((size) => /^\d+x\d+$/.test(size)) })
}

/** The shorter side of a tier, in pixels: `720p`, or `4K`. */
const namedTiers: Readonly<Record<string, number>> = { '1k': 1080, '2k': 1440, '4k': 2160 }

/** Pixels of a ratio in a tier, both even. */
function pixelsOf(ratio: string, tier: string): string | undefined {
  const [, across = '', down = ''] = /^(\d+):(\d+)$/.exec(ratio) ?? []
  const shorter = namedTiers[tier.toLowerCase()] ?? Number(/^(\d+)p$/i.exec(tier)?.[1])
  if (across === '' || !(shorter > 0) || Number(down) === 0) return undefined
  const [width, height] = [Number(across), Number(down)]
  const longer = 2 * Math.round((shorter * Math.max(width, height)) / Math.min(width, height) / 2)
  return width >= height ? `${longer}x${shorter}` : `${shorter}x${longer}`
}
