import { isSettled } from '@dailies/core'
import type { CacheEntry } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

/** The ids of the running jobs in the store, newest first. */
export interface VideoJobs {
  entry: CacheEntry<readonly string[]>
  /** Loads the jobs that were started before the page was loaded, with one request. */
  loadOnce(): void
}

const maxPageSize = 100

/** Tracks which jobs are running. */
export function createVideoJobs({ client, cache, store }: VideosRuntime): VideoJobs {
  const entry = cache.entry<readonly string[]>(videoKeys.jobs)
  let hasLoaded = false

  store.subscribeAll((event) => {
    const ids = entry.get() ?? []
    const id = 'deleted' in event ? event.deleted : event.video.id
    const isRunning = 'video' in event && !isSettled(event.video)
    if (isRunning === ids.includes(id)) return
    const createdAt = (id: string): number => store.video(id).get()?.created_at ?? 0
    entry.set(
      isRunning ? [id, ...ids].sort((a, b) => createdAt(b) - createdAt(a)) : ids.filter((other) => other !== id),
    )
  })

  return {
    entry,
    loadOnce() {
      if (hasLoaded) return
      hasLoaded = true
      client.list({ limit: maxPageSize }).then(
        ({ data }) => {
          for (const video of data) if (!isSettled(video)) store.apply(video)
        },
        () => {
          // useVideoLibrary reports the error of a failed list; the next mount sends this request again.
          hasLoaded = false
        },
      )
    },
  }
}
