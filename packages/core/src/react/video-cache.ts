import { createCacheHelper, initCache } from 'swr/_internal'

/** One cell of the cache. */
export interface Cell<Value> {
  get(): Value | undefined
  set(value: Value | undefined): void
  subscribe(listener: () => void): () => void
}

/** SWR's cache, and nothing else of it: this is the only file that knows it. */
export interface VideoCache {
  cell<Value>(key: string): Cell<Value>
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
      const [get, set, subscribe] = createCacheHelper<Value, { data?: Value | undefined }>(entries, key)
      return {
        get: () => get().data,
        set: (data) => set({ data }),
        subscribe: (listener) => subscribe(key, listener),
      }
    },
  }
}
