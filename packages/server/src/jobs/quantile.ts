/** The value below which this share of the values lies; undefined without values. @param share 0 to 1 */
export const quantile = (values: readonly number[], share: number): number | undefined =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(share * values.length))]
