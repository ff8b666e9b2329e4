import { createCacheHelper, initCache } from 'swr/_internal'

/** One cell of the cache. */
export interface Cell<Value> {
  get(): Value | undefined
  /** What it was given to begin with, before anything was asked: the same on the server and while hydrating. */
  initial(): Value | undefined
  set(value: Value | undefined): void
  subscribe(listener: () => void): () => void
}

/** SWR's cache, and nothing else of it: this is the only file that knows it. */
export interface VideoCache {
  cell<Value>(key: string): Cell<Value>
  /** Fills a cell before anybody reads it. */
  setInitial(key: string, data: unknown): void
}

/**
 * Makes an SWR cache of our own. `useSWR` would read the nearest SWRConfig, so a host's fetcher, middleware or `isPaused` would
 * reach in, and an SWRConfig of ours would reach the host's own hooks; cells of a private cache keep both apart.
 */
export function createVideoCache(): VideoCache {
  const entries = new Map()
  // No focus or reconnect listeners: watching is the core's.
  initCache(entries, { initFocus: () => {}, initReconnect: () => {} })
  return {
    cell<Value>(key: string): Cell<Value> {
      const [get, set, subscribe] = createCacheHelper<Value, { data?: Value | undefined; first?: Value }>(entries, key)
      return {
        get: () => get().data,
        initial: () => get().first,
        set: (data) => set({ data }),
        subscribe: (listener) => subscribe(key, listener),
      }
    },
    setInitial(key, data) {
      // SWR keeps beside the data what it does not know.
      entries.set(key, { data, first: data })
    },
  }
}
