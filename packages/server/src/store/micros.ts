/** Millionths of a unit of the currency: sums of prices stay exact in whole numbers. */
export const micros = (amount: number): number => Math.round(amount * 1_000_000)
