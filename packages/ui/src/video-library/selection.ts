/** The store of selected videos. Each card subscribes to its own id, so selecting one video re-renders one card. */
export interface Selection {
  has(id: string): boolean
  /** The selected ids in the order of selection. The array keeps its identity until it changes. */
  ids(): readonly string[]
  toggle(id: string): void
  /**
   * Selects the range from the video that was last toggled to `to`. The next call replaces that range.
   *
   * @param videoIds all ids in display order
   * @param from start of the range if nothing was toggled before
   */
  extend(videoIds: readonly string[], to: string, from?: string): void
  clear(): void
  subscribe(listener: () => void): () => void
}

export function createSelection(): Selection {
  const listeners = new Set<() => void>()
  let ids: readonly string[] = []
  // The start of the range, and the selection before it.
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
    extend(videoIds, to, from = to) {
      if (anchor === undefined || !videoIds.includes(anchor)) {
        anchor = from
        base = ids
      }
      const ends = [videoIds.indexOf(anchor), videoIds.indexOf(to)]
      const range = videoIds.slice(Math.min(...ends), Math.max(...ends) + 1)
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
