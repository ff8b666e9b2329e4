import type { Cell } from './video-cache'

/** Drafts by name, in the storage of this tab. */
export interface Drafts {
  cell<Draft>(name: string): Cell<Draft>
}

/** As much of Web Storage as drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Keeps drafts in `sessionStorage`: they outlive a reload, and two tabs do not type over each other.
 *
 * @param scope whose drafts these are: the base URL, and the viewer where known
 */
export function createDrafts(scope: string, storage: () => DraftStorage | undefined = sessionStorageOfPage): Drafts {
  const cells = new Map<string, Cell<unknown>>()

  const createCell = (key: string): Cell<unknown> => {
    const listeners = new Set<() => void>()
    let value: unknown
    let isRead = false
    return {
      get() {
        if (isRead) return value
        isRead = true
        value = readStored(storage(), key)
        return value
      },
      set(next) {
        isRead = true
        value = next
        writeStored(storage(), key, next)
        for (const listener of listeners) listener()
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
  }

  return {
    cell<Draft>(name: string) {
      const key = `dailies ${scope} ${name}`
      const cell = cells.get(key) ?? createCell(key)
      cells.set(key, cell)
      return cell as Cell<Draft>
    },
  }
}

const readStored = (storage: DraftStorage | undefined, key: string): unknown => {
  try {
    return JSON.parse(storage?.getItem(key) ?? '')
  } catch {
    return undefined
  }
}

const writeStored = (storage: DraftStorage | undefined, key: string, value: unknown): void => {
  try {
    if (value === undefined) storage?.removeItem(key)
    else storage?.setItem(key, JSON.stringify(value))
  } catch {
    // Full or forbidden storage: the draft lives in memory until the page is left.
  }
}

const sessionStorageOfPage = (): DraftStorage | undefined => {
  try {
    return globalThis.sessionStorage
  } catch {
    // A sandboxed frame has no storage and throws at the mere mention.
    return undefined
  }
}
