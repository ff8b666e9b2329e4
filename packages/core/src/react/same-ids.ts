/** Returns the previous array if both hold the same ids, so that a snapshot stays the same until it changes. */
export const keepSameIds = (previous: readonly string[], next: readonly string[]): readonly string[] =>
  next.length === previous.length && next.every((id, index) => id === previous[index]) ? previous : next
