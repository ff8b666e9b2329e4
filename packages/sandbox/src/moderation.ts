/**
 * Words that trigger moderation, for tests. They match as whole words, in any case. A prompt with a word of `block` is accepted and
 * its job fails with `moderation_blocked`; a prompt with a word of `reject` is rejected at once with 400 `sentinel_block`.
 */
export const moderationWords = {
  block: ['gore', 'moderated'],
  reject: ['contraband', 'sentinel'],
} as const

const contains = (prompt: string, words: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu').test(prompt)

/** The moderation result for a prompt. */
export function moderate(prompt: string): 'pass' | 'block' | 'reject' {
  if (contains(prompt, moderationWords.reject)) return 'reject'
  return contains(prompt, moderationWords.block) ? 'block' : 'pass'
}
