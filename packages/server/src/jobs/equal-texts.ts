/** Compares in constant time. */
export function equalTexts(actual: string, expected: string): boolean {
  let differences = actual.length ^ expected.length
  for (let index = 0; index < expected.length; index += 1) {
    differences |= (actual.charCodeAt(index) || 0) ^ expected.charCodeAt(index)
  }
  return differences === 0
}
