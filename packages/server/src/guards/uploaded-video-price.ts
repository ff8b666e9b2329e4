import { priceOf } from '@dailies/core'
import type { ModelCapabilities } from '@dailies/core'

/** 50 megabits a second: twice what phones and editors write in the sizes that have prices. */
const mostBytesPerSecond = 6_250_000

/** Whether a film of so many bytes may be as short as it says: its header is its owner's own word, and less is cheaper. */
export const isPlausible = (seconds: number | undefined, bytes: number): seconds is number =>
  seconds !== undefined && bytes <= seconds * mostBytesPerSecond

/** What is known of a film of another place, and what an extension adds to it. */
interface PricedVideo {
  size: string
  /** Empty where it is not known. */
  seconds: string
  added: string | undefined
}

/** The wire names no model with an upload, so its price is known only where all models that have one for this size agree. */
export function priceIn(models: ModelCapabilities[], { size, seconds, added }: PricedVideo): number | undefined {
  const prices = new Set(models.map((model) => priceOf(model, { size, seconds: added ?? paidLength(model, seconds) })))
  prices.delete(undefined)
  const [price, another] = prices
  return another === undefined ? price : undefined
}

/** No film costs less than the shortest one of this model. */
function paidLength({ seconds: offered }: ModelCapabilities, seconds: string): string {
  const [shortest = 0] = offered.map(Number).sort((one, other) => one - other)
  return seconds === '' || Number(seconds) >= shortest ? seconds : String(shortest)
}
