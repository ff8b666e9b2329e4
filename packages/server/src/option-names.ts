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
