import type { VideosRuntime } from './videos-runtime'

/** When each video came into the store, and a version that changes when a video comes or goes. */
export interface Arrivals {
  /** By id, in Unix milliseconds. */
  readonly times: ReadonlyMap<string, number>
  version(): number
  subscribe(listener: () => void): () => void
}

export function createArrivals({ store, environment }: VideosRuntime): Arrivals {
  const listeners = new Set<() => void>()
  const times = new Map<string, number>()
  let version = 0

  store.subscribeAll((event, previous) => {
    // Progress of a known video changes no list.
    if ('video' in event && previous) return
    if ('video' in event) times.set(event.video.id, environment.now())
    version += 1
    for (const listener of listeners) listener()
  })

  return {
    times,
    version: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
