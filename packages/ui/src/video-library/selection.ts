/** The store of selected videos. Each card subscribes to its own id, so selecting one video re-renders one card. */
export interface Selection {
  has(id: string): boolean
  /** The selected ids in the order of selection. The array keeps its identity until it changes. */
  ids(): readonly string[]
  /** Selects videos, or no longer if all of them are selected. */
  toggle(...videoIds: string[]): void
  /**
   * Selects the range from the video that was last toggled to `to`. The next call replaces that range.
   *
   * @param places the places of the grid in order, each with its videos
   * @param to a video of the last place
   * @param from start of the range if nothing was toggled before
   */
  extend(places: readonly { ids: readonly string[] }[], to: string, from?: string): void
  /** Selects videos that are not selected yet. */
  select(videoIds: readonly string[]): void
  /** Selects videos no longer. */
  deselect(videoIds: readonly string[]): void
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
    toggle(...videoIds) {
      anchor = videoIds[0]
      const added = videoIds.filter((id) => !ids.includes(id))
      base = added.length > 0 ? [...ids, ...added] : ids.filter((id) => !videoIds.includes(id))
      set(base)
    },
    extend(places, to, from = to) {
      const placeOf = (id: string | undefined) =>
        places.findIndex((place) => id !== undefined && place.ids.includes(id))
      if (placeOf(anchor) === -1) {
        anchor = from
        base = ids
      }
      const ends = [placeOf(anchor), placeOf(to)]
      const range = places.slice(Math.min(...ends), Math.max(...ends) + 1).flatMap((place) => place.ids)
      set([...new Set([...base, ...range])])
    },
    select(videoIds) {
      const added = videoIds.filter((id) => !ids.includes(id))
      if (added.length > 0) set([...ids, ...added])
    },
    deselect(videoIds) {
      const remaining = ids.filter((id) => !videoIds.includes(id))
      if (remaining.length < ids.length) set(remaining)
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
