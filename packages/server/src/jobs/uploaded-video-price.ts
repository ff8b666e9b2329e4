import { priceOf } from '@dailies/core'
import type { ModelCapabilities } from '@dailies/core'

/** 50 megabits a second: twice what phones and editors write at the sizes that have prices. */
const maxBytesPerSecond = 6_250_000

/**
 * Whether a file of this size can be as short as its header says: the user controls the header, and a shorter video is
 * cheaper.
 */
export const isPlausible = (seconds: number | undefined, bytes: number): seconds is number =>
  seconds !== undefined && bytes <= seconds * maxBytesPerSecond

/** The metadata of an uploaded video that determine its price. */
interface PricedVideo {
  size: string
  /** The video's length in seconds; empty if unknown. */
  seconds: string
  /** The seconds that an extension adds; undefined for an edit. */
  added: string | undefined
}

/**
 * The price of an edit or extension. A request with an upload names no model, so the price is known only if all models
 * with a price agree.
 */
export function priceOfUpload(models: ModelCapabilities[], { size, seconds, added }: PricedVideo): number | undefined {
  const prices = new Set(
    models.map((model) => priceOf(model, { size, seconds: added ?? billedSeconds(model, seconds) })),
  )
  prices.delete(undefined)
  const [price, another] = prices
  return another === undefined ? price : undefined
}

/** The billed length: at least the shortest length that the model offers. */
function billedSeconds({ seconds: offered }: ModelCapabilities, seconds: string): string {
  const [shortest = 0] = offered.map(Number).sort((one, other) => one - other)
  return seconds === '' || Number(seconds) >= shortest ? seconds : String(shortest)
}
