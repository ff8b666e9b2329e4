/** The error of adding and multiplying amounts in floating point: far below one millionth. */
const floatError = 1e-6

/**
 * An amount in millionths of the currency unit, since sums of whole numbers are exact. Rounded up, so that what costs
 * anything never counts as nothing.
 */
export const micros = (amount: number): number =>
  amount > 0 ? Math.max(1, Math.ceil(amount * 1_000_000 - floatError)) : 0

/** A limit in millionths of the currency unit, rounded down. */
export const microsLimit = (amount: number): number => Math.floor(amount * 1_000_000 + floatError)

/** An amount in the currency unit. */
export const fromMicros = (amount: number): number => amount / 1_000_000
