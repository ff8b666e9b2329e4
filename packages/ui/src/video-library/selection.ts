/** Which films are selected; each card asks only about itself, so selecting one renders one. */
export interface Selection {
  has(id: string): boolean
  /** The same array until it changes, in the order of selection. */
  ids(): readonly string[]
  toggle(id: string): void
  /**
   * Selects all films from the one that was last toggled to this one, in the order of `films`; the next call changes the same range.
   *
   * @param from where the range begins if nothing was toggled
   */
  extend(films: readonly string[], to: string, from?: string): void
  clear(): void
  subscribe(listener: () => void): () => void
}

export function createSelection(): Selection {
  const listeners = new Set<() => void>()
  let ids: readonly string[] = []
  // Where a range begins, and what was selected before it.
  let anchor: string | undefined
  let base: readonly string[] = []
  const set = (next: readonly string[]) => {
    ids = next
    for (const listener of listeners) listener()
  }
  return {
    has: (id) => ids.includes(id),
    ids: () => ids,
    toggle(id) {
      set(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])
      anchor = id
      base = ids
    },
    extend(films, to, from = to) {
      if (anchor === undefined || !films.includes(anchor)) {
        anchor = from
        base = ids
      }
      const ends = [films.indexOf(anchor), films.indexOf(to)]
      const range = films.slice(Math.min(...ends), Math.max(...ends) + 1)
      set([...new Set([...base, ...range])])
    },
    clear() {
      anchor = undefined
      set([])
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
