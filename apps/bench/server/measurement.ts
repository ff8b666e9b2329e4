/** One line of the result. */
export interface Measurement {
  what: string
  value: number
  unit: string
  /** What it is held to, where there is such a bound. */
  bound?: { atMost: number } | { atLeast: number }
  /** What stands beside it for comparison. */
  isPeer?: boolean
}

/** Whether a measurement keeps its bound; undefined where it has none. */
export function keepsBound({ value, bound }: Measurement): boolean | undefined {
  if (!bound) return undefined
  return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast
}

/** The value that so large a share of all values does not exceed. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}
