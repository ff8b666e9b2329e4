/** Which films are selected; each card asks only about itself, so selecting one renders one. */
export interface Selection {
  has(id: string): boolean
  /** The same array until it changes, in the order of selection. */
  ids(): readonly string[]
  toggle(id: string): void
  clear(): void
  subscribe(listener: () => void): () => void
}

export function createSelection(): Selection {
  const listeners = new Set<() => void>()
  let ids: readonly string[] = []
  const set = (next: readonly string[]) => {
    ids = next
    for (const listener of listeners) listener()
  }
  return {
    has: (id) => ids.includes(id),
    ids: () => ids,
    toggle: (id) => set(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]),
    clear: () => set([]),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
