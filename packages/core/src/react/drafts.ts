import type { VideosRuntime } from './videos-runtime'

/** Drafts by name, in the `sessionStorage` of this tab. */
export interface Drafts {
  entry<Draft>(name: string): DraftEntry<Draft>
  /** Requests the viewer's id, then reads the stored drafts of that viewer. Resolves also if the request fails. */
  open(): Promise<void>
}

/** The part of Web Storage that drafts use. */
type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

interface DraftEntry<Draft = unknown> {
  get(): Draft | undefined
  /** Changes the draft and stores it. @param value undefined deletes it */
  set(value: Draft | undefined): void
  subscribe(listener: () => void): () => void
  /**
   * Reads the stored draft, unless the user changed the draft before the viewer was known; then it stores that draft.
   */
  load(): void
}

/**
 * Keeps drafts in `sessionStorage`: they survive a reload, and two tabs do not overwrite each other. Until the viewer
 * is known they stay in memory only, so that no user sees the draft of another user.
 */
export function createDrafts({ client: { baseURL }, store: { capabilities } }: VideosRuntime): Drafts {
  const storage = getSessionStorage()
  const entries = new Map<string, DraftEntry>()
  let viewer: string | undefined

  const identify = (): void => {
    if (viewer !== undefined) return
    ;({ viewer } = capabilities.getSnapshot())
    if (viewer !== undefined) for (const entry of entries.values()) entry.load()
  }
  identify()
  const stopIdentifying = capabilities.subscribe(() => {
    identify()
    if (viewer !== undefined) stopIdentifying()
  })

  const storageKeyOf = (name: string): string | undefined =>
    viewer === undefined ? undefined : `dailies ${baseURL} ${viewer} ${name}`

  const createEntry = (name: string): DraftEntry => {
    const listeners = new Set<() => void>()
    let value: unknown
    let isChanged = false
    const notify = (): void => {
      for (const listener of listeners) listener()
    }
    return {
      get: () => value,
      set(next) {
        isChanged = true
        value = next
        write(storage, storageKeyOf(name), next)
        notify()
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      load() {
        if (isChanged) write(storage, storageKeyOf(name), value)
        else {
          value = read(storage, storageKeyOf(name))
          if (value !== undefined) notify()
        }
      },
    }
  }

  return {
    entry<Draft>(name: string) {
      const existing = entries.get(name)
      const entry = existing ?? createEntry(name)
      entries.set(name, entry)
      if (!existing && viewer !== undefined) entry.load()
      // The caller that uses a name also stored the value under it.
      return entry as DraftEntry<Draft>
    },
    async open() {
      // After an error the drafts stay in memory until a later request reports the viewer.
      if (viewer === undefined) await capabilities.load(Infinity).catch(() => undefined)
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
    // The storage is full or blocked: the draft stays in memory until the page is closed.
  }
}

const getSessionStorage = (): DraftStorage | undefined => {
  try {
    return globalThis.sessionStorage
  } catch {
    // In a sandboxed iframe, reading `sessionStorage` throws.
    return undefined
  }
}
