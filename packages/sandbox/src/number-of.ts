/**
 * Parses a numeric command-line option.
 * @throws Error naming the option if it is not a number or not allowed
 */
export function numberOf(name: string, given: string, isAllowed: (value: number) => boolean): number {
  const value = given.trim() === '' ? Number.NaN : Number(given)
  if (isAllowed(value)) return value
  throw new Error(`--${name} ${given} is invalid: see --help for allowed values.`)
}
