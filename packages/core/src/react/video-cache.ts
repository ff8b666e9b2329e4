import { createCacheHelper, initCache } from 'swr/_internal'

/** One entry of the cache, with subscriptions. */
export interface CacheEntry<Value> {
  get(): Value | undefined
  /** The value from `setInitial`, before any request: the same during server rendering and hydration. */
  initial(): Value | undefined
  set(value: Value | undefined): void
  subscribe(listener: () => void): () => void
}

/** A private SWR cache. No other file imports SWR. */
export interface VideoCache {
  entry<Value>(key: string): CacheEntry<Value>
  /** Sets the initial value of an entry, before its first read. */
  setInitial(key: string, data: unknown): void
}

/**
 * Creates an SWR cache that is independent of any SWRConfig. `useSWR` would read the nearest SWRConfig, so the fetcher,
 * middleware or `isPaused` of the host application would apply to our data, and an SWRConfig of ours would apply to the
 * host's own hooks.
 */
export function createVideoCache(): VideoCache {
  const entries = new Map()
  // No focus or reconnect listeners: the core's watches handle both.
  initCache(entries, { initFocus: () => {}, initReconnect: () => {} })
  return {
    entry<Value>(key: string): CacheEntry<Value> {
      const [get, set, subscribe] = createCacheHelper<Value, { data?: Value | undefined; first?: Value }>(entries, key)
      return {
        get: () => get().data,
        initial: () => get().first,
        set: (data) => set({ data }),
        subscribe: (listener) => subscribe(key, listener),
      }
    },
    setInitial(key, data) {
      // SWR preserves unknown fields of an entry, such as `first`.
      entries.set(key, { data, first: data })
    },
  }
}
