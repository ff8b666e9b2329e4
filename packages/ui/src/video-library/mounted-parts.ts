/** A part whose absence changes what the others offer. */
export type PartName = 'compare' | 'selection-bar'

/** Which of these parts are in the composition, as far as they are mounted. */
export interface MountedParts {
  /** Adds a part; returns the function that removes it. */
  add(name: PartName): () => void
  has(name: PartName): boolean
  subscribe(listener: () => void): () => void
}

export function createMountedParts(): MountedParts {
  const listeners = new Set<() => void>()
  let names: readonly PartName[] = []
  const change = (next: readonly PartName[]) => {
    names = next
    for (const listener of listeners) listener()
  }
  return {
    add(name) {
      change([...names, name])
      return () => {
        const place = names.indexOf(name)
        change(names.filter((_, index) => index !== place))
      }
    },
    has: (name) => names.includes(name),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
