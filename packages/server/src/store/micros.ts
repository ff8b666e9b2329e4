/** Converts an amount to millionths of the currency unit, because sums of whole numbers are exact. */
export const micros = (amount: number): number => Math.round(amount * 1_000_000)
