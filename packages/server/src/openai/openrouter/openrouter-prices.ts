import { fieldsOf, textOf } from '@dailies/core/internal'
import type { ModelPrice } from '@dailies/core'

/**
 * The names of prices per second of video, as they were found in use in November 2026:
 * `duration_seconds`, `duration_seconds_with_audio_4k`, `text_to_video_duration_seconds_720p`,
 * `cents_per_video_output_second_720p`, `cents_per_second_output`. The last part is a tier in lower case.
 */
const skuName =
  /^(?:(?:text_to_video|image_to_video)_)?(duration_seconds|cents_per_video_output_second|cents_per_second_output)(?:_(with|without)_audio)?(?:_(\d+[pk]))?$/i

interface Sku {
  dollars: number
  audio: string | undefined
  tier: string | undefined
}

/**
 * The prices of a model per second, by its tiers. Where several apply, such as with and without a first frame, the highest
 * counts, so that a budget is never exceeded. A model that is priced otherwise (by tokens, by the video) has no price here;
 * what a video really cost is in the answer when it is finished.
 */
export function openRouterPrices(skus: unknown, tiers: readonly string[]): Record<string, ModelPrice> | undefined {
  const known = Object.entries(fieldsOf(skus)).flatMap(([name, value]) => readSku(name, value) ?? [])
  const prices = tiers.flatMap((tier): [string, ModelPrice][] => {
    const price = priceOf(known, tier)
    return price === undefined ? [] : [[tier, price]]
  })
  return prices.length > 0 ? Object.fromEntries(prices) : undefined
}

function readSku(name: string, value: unknown): Sku | undefined {
  const [, unit, audio, tier] = skuName.exec(name) ?? []
  const amount = Number(textOf(value) ?? Number.NaN)
  if (unit === undefined || !(amount >= 0 && amount < Infinity)) return undefined
  const isCents = unit.toLowerCase().startsWith('cents')
  return {
    // Without the rounding errors of a division.
    dollars: isCents ? Math.round(amount * 1e6) / 1e8 : amount,
    audio: audio?.toLowerCase(),
    tier: tier?.toLowerCase(),
  }
}

function priceOf(skus: readonly Sku[], tier: string): ModelPrice | undefined {
  const [withAudio, withoutAudio] = ['with', 'without'].map((audio) => highest(skus, tier, audio))
  if (withAudio === undefined || withoutAudio === undefined) return withAudio ?? withoutAudio
  return withAudio === withoutAudio ? withAudio : { with_audio: withAudio, without_audio: withoutAudio }
}

/** The highest of the prices that name the tier, or else of those that name none. */
function highest(skus: readonly Sku[], tier: string, audio: string): number | undefined {
  for (const wanted of [tier.toLowerCase(), undefined]) {
    const ofTier = skus.filter((sku) => sku.tier === wanted)
    const exact = ofTier.filter((sku) => sku.audio === audio)
    const prices = (exact.length > 0 ? exact : ofTier.filter((sku) => sku.audio === undefined)).map(
      (sku) => sku.dollars,
    )
    if (prices.length > 0) return Math.max(...prices)
  }
  return undefined
}
