/**
 * The words that this sandbox refuses, so that a test can ask for a refusal. A word counts wherever it stands alone, in any case.
 * A prompt with one of `block` is accepted and its job fails as `moderation_blocked`; one of `refuse` is turned away at once, 400 `sentinel_block`.
 */
export const moderation = {
  block: ['gore', 'moderated'],
  refuse: ['contraband', 'sentinel'],
} as const

const holds = (prompt: string, words: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu').test(prompt)

/** What moderation says to a prompt. */
export function moderate(prompt: string): 'pass' | 'block' | 'refuse' {
  if (holds(prompt, moderation.refuse)) return 'refuse'
  return holds(prompt, moderation.block) ? 'block' : 'pass'
}
