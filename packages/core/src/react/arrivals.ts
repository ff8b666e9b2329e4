import type { Video, VideoEventListener } from '@dailies/core'
import type { VideosRuntime } from './videos-runtime'

/** When each video came into the store, or into a filter, and a version that changes when a video comes or goes. */
export interface Arrivals {
  /** By id, in Unix milliseconds. */
  times(): ReadonlyMap<string, number>
  version(): number
  /** When changes were missed last, in Unix milliseconds: a filter is followed only while someone subscribes. */
  missedAt(): number
  subscribe(listener: () => void): () => void
}

/** The arrivals of every video. */
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
    times: () => times,
    version: () => version,
    missedAt: () => -Infinity,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The arrivals of the videos that match: a video also comes or goes when a change of it makes it match, or not. */
export function createFilteredArrivals(
  { store, environment, getOrCreate }: VideosRuntime,
  matches: (video: Video) => boolean,
): Arrivals {
  const all = getOrCreate(createArrivals)
  const listeners = new Set<() => void>()
  const matchedAt = new Map<string, number>()
  let version = 0
  let missedAt = -Infinity
  let unsubscribe = (): void => {}

  const onEvent: VideoEventListener = (event, previous) => {
    const isMatch = 'video' in event && matches(event.video)
    if (isMatch === (previous !== undefined && matches(previous))) return
    if (isMatch) matchedAt.set(event.video.id, environment.now())
    version += 1
    for (const listener of listeners) listener()
  }

  return {
    times: () => new Map([...all.times(), ...matchedAt]),
    version: () => version,
    missedAt: () => missedAt,
    subscribe(listener) {
      if (listeners.size === 0) {
        unsubscribe = store.subscribeAll(onEvent)
        // What changed since the list was rendered.
        version += 1
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        unsubscribe()
        missedAt = environment.now()
      }
    },
  }
}
