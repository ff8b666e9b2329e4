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
  /** Takes over ids from outside, without calling `onChange`. */
  follow(ids: readonly string[]): void
  /** With `isControlled` a change only calls `onChange`, and the ids change with {@link Selection.follow}. */
  configure(settings: SelectionSettings): void
  subscribe(listener: () => void): () => void
}

/** Who keeps the selected ids, and who is notified about a change. */
interface SelectionSettings {
  isControlled: boolean
  onChange: ((ids: readonly string[]) => void) | undefined
}

export function createSelection(initial: readonly string[] = []): Selection {
  let settings: SelectionSettings = { isControlled: false, onChange: undefined }
  const listeners = new Set<() => void>()
  let ids = initial
  // The start of the range, and the selection before it.
  let anchor: string | undefined
  let base: readonly string[] = []
  const follow = (next: readonly string[]) => {
    ids = next
    for (const listener of listeners) listener()
  }
  const set = (next: readonly string[]) => {
    if (!settings.isControlled) follow(next)
    settings.onChange?.(next)
  }
  return {
    has: (id) => ids.includes(id),
    ids: () => ids,
    toggle(id) {
      anchor = id
      base = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
      set(base)
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
      if (ids.length > 0) set([])
    },
    follow,
    configure(next) {
      settings = next
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
