import { toVideoError } from './to-video-error'
import type { Cell } from './video-cache'
import type { VideosRuntime } from './videos-runtime'

/** Drafts by name, in the storage of this tab. */
export interface Drafts {
  cell<Draft>(name: string): DraftCell<Draft>
  /** Learns whose drafts these are, and only then reads what is stored. Resolves also where that cannot be learned. */
  open(): Promise<void>
}

/** As much of Web Storage as drafts need. */
type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

interface DraftCell<Draft = unknown> extends Omit<Cell<Draft>, 'initial'> {
  /** Reads what is stored, unless something was typed before it was known whose drafts these are. */
  load(): void
}

/**
 * Keeps drafts in `sessionStorage`: they outlive a reload, and two tabs do not type over each other. Until the viewer is known they
 * live in memory only, so that nobody sees what another has typed.
 */
export function createDrafts({ client: { baseURL }, feed }: VideosRuntime): Drafts {
  const storage = sessionStorageOfPage()
  const cells = new Map<string, DraftCell>()
  let viewer: string | undefined
  let opening: Promise<void> | undefined

  const identify = async (): Promise<void> => {
    try {
      viewer = (await feed.capabilities(Infinity)).viewer
    } catch (cause) {
      // A server that tells no viewer has one for all; where none answered the drafts wait in memory.
      if (toVideoError(cause).retryable) return
      viewer = ''
    }
    for (const cell of cells.values()) cell.load()
  }

  const keyOf = (name: string): string | undefined =>
    viewer === undefined ? undefined : `dailies ${baseURL} ${viewer} ${name}`

  const createCell = (name: string): DraftCell => {
    const listeners = new Set<() => void>()
    let value: unknown
    let isTyped = false
    const tell = (): void => {
      for (const listener of listeners) listener()
    }
    return {
      get: () => value,
      set(next) {
        isTyped = true
        value = next
        write(storage, keyOf(name), next)
        tell()
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      load() {
        if (isTyped) write(storage, keyOf(name), value)
        else {
          value = read(storage, keyOf(name))
          if (value !== undefined) tell()
        }
      },
    }
  }

  return {
    cell<Draft>(name: string) {
      const known = cells.get(name)
      const cell = known ?? createCell(name)
      cells.set(name, cell)
      if (!known && viewer !== undefined) cell.load()
      // What is stored under a name was stored by the one who gave the name.
      return cell as DraftCell<Draft>
    },
    open() {
      opening ??= identify().finally(() => {
        if (viewer === undefined) opening = undefined
      })
      return opening
    },
  }
}

const read = (storage: DraftStorage | undefined, key: string | undefined): unknown => {
  try {
    return key === undefined ? undefined : JSON.parse(storage?.getItem(key) ?? '')
  } catch {
    return undefined
  }
}

const write = (storage: DraftStorage | undefined, key: string | undefined, value: unknown): void => {
  if (key === undefined) return
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
