/** One row of a benchmark report. */
export interface Measurement {
  what: string
  value: number
  unit: string
  /** Limit that the value must meet. */
  bound?: { atMost: number } | { atLeast: number }
  /** Measured for comparison only. */
  isPeer?: boolean
}

/** Whether a measurement meets its bound; undefined without a bound. */
export function meetsBound({ value, bound }: Measurement): boolean | undefined {
  if (!bound) return undefined
  return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast
}

/** Quantile of the values by the nearest-rank method. @param fraction 0 to 1; 0.5 is the median */
export function quantile(values: number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(fraction * sorted.length) - 1)] ?? 0
}
