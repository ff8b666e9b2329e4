import { VideoError } from '@dailies/core'

/**
 * Rejects options of unknown names, since a misspelt one would be ignored: a limit called `activejobs` limits nothing.
 *
 * @param where names the function or option in the error
 * @param known every known name
 * @throws VideoError `misconfigured`, with the nearest known name in the message
 */
export function rejectUnknownNames(where: string, options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue
    const [nearest] = known
      .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
      .sort((one, other) => one.distance - other.distance)
    const isNear = nearest !== undefined && nearest.distance <= Math.max(2, name.length / 3)
    throw new VideoError(
      `${where} has no option ${name}. ${isNear ? `Did you mean ${nearest.candidate}?` : `It has ${known.join(', ')}.`}`,
      { code: 'misconfigured', param: name },
    )
  }
}

/** What the values of an option must be. */
export interface OptionKind {
  /** The end of the sentence "The option x must be …". */
  description: string
  accepts(value: unknown): boolean
}

/** The longest delay of a timer, in milliseconds; a longer one fires at once. */
const maxTimerMs = 2_147_483_647

/** Checked elsewhere, or of a type that cannot come from a configuration file or an environment variable. */
export const anything: OptionKind = { description: 'anything', accepts: () => true }
/** A text such as `"false"` is no boolean: it would count as true. */
export const flag: OptionKind = { description: 'true or false', accepts: (value) => typeof value === 'boolean' }
export const callback: OptionKind = { description: 'a function', accepts: (value) => typeof value === 'function' }
/** An empty text is usually an environment variable that is not set. */
export const text: OptionKind = {
  description: 'a text that is not empty',
  accepts: (value) => typeof value === 'string' && value !== '',
}
export const texts: OptionKind = {
  description: 'a list of texts',
  accepts: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
}
export const positive: OptionKind = {
  description: 'a number above 0',
  accepts: (value) => typeof value === 'number' && value > 0,
}
/** A whole number within these bounds. */
export const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER): OptionKind => ({
  description: `a whole number from ${min}${max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`}`,
  accepts: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
})
/** Milliseconds that a timer waits. */
export const timerMs = wholeNumber(1, maxTimerMs)
/** One of these texts. */
export const oneOf = (...values: string[]): OptionKind => ({
  description: values.map((value) => `"${value}"`).join(' or '),
  accepts: (value) => typeof value === 'string' && values.includes(value),
})

/** The kind of every option of a function, so that none is added without one. */
export type OptionKinds<T> = Readonly<Record<keyof T, OptionKind>>

/**
 * Checks options that often come from environment variables: an unknown name is a misspelt one, and `Number(undefined)`
 * as a timeout or `"false"` as a boolean would silently mean something else. An option that is undefined is left out.
 *
 * @param where names the function in the error
 * @param required the options that have no default
 * @throws VideoError `misconfigured`, with the name of the option in `param`. Texts are never repeated in the message,
 *   because they may be secrets
 */
export function checkOptions<T extends object>(
  where: string,
  options: T,
  kinds: OptionKinds<T>,
  required: readonly (keyof T & string)[] = [],
): void {
  rejectUnknownNames(where, options, Object.keys(kinds))
  for (const [name, { description, accepts }] of Object.entries<OptionKind>(kinds)) {
    const value: unknown = options[name as keyof T]
    const isRequired = required.includes(name as keyof T & string)
    if (value === undefined ? !isRequired : accepts(value)) continue
    throw new VideoError(
      `The option ${name} of ${where} must be ${description}, but it is ${describe(value)}. ${isRequired ? 'Pass such a value; if it comes from an environment variable, check that it is set.' : 'Pass such a value, or leave it out for the default.'}`,
      { code: 'misconfigured', param: name },
    )
  }
}

function describe(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'another text'
  if (Array.isArray(value)) return 'another list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** How many letters must be inserted, deleted or replaced (Levenshtein distance). */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1]
    for (let column = 0; column < other.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (letter === other[column] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}
