/**
 * Reads an option of the command line that must be a number.
 * @throws Error naming the option where it is none, or not a fit one.
 */
export function numberOf(name: string, given: string, isFit: (value: number) => boolean): number {
  const value = given.trim() === '' ? Number.NaN : Number(given)
  if (isFit(value)) return value
  throw new Error(`--${name} ${given} cannot be: see --help for what it takes.`)
}
