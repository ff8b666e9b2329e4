import { VideoError } from '@dailies/core'
import type { ModelCapabilities } from '@dailies/core'
import { checkParameters } from './resolve-parameters'

/** Checks what an upstream declares about its models. @throws VideoError `misconfigured` */
export function checkModels(models: readonly ModelCapabilities[]): void {
  for (const model of models) {
    checkParameters(model)
    checkPrices(model)
  }
}

/** A price that is no number, or negative, would make a video cost nothing. @throws VideoError `misconfigured` */
function checkPrices({ id, prices }: ModelCapabilities): void {
  if (prices === undefined) return
  for (const [size, price] of Object.entries(prices) as [string, unknown][]) {
    if (isPrice(price)) continue
    const both: unknown[] =
      typeof price === 'object' && price !== null && 'with_audio' in price && 'without_audio' in price
        ? [price.with_audio, price.without_audio]
        : []
    if (both.length > 0 && both.every(isPrice)) continue
    throw new VideoError(
      `The price of model "${id}" at ${size} must be a number from 0, or { with_audio, without_audio } with two of them, but it is ${JSON.stringify(price) ?? String(price)}. Set the price per second, or leave it out if it is not known.`,
      { code: 'misconfigured' },
    )
  }
}

const isPrice = (price: unknown): boolean => typeof price === 'number' && price >= 0 && price < Infinity
