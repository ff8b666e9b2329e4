import { isSettled } from '@dailies/core'
import type { Video } from '@dailies/core'
import type { VideosRuntime } from './videos-runtime'

/** The ids of the running jobs in the store, newest first. */
export interface RunningJobs {
  /** The same array until it changes. */
  getSnapshot(): readonly string[]
  /** The running jobs of the initial list, for server rendering and hydration. */
  getServerSnapshot(): readonly string[]
  subscribe(listener: () => void): () => void
  /** Loads the jobs that were started before the page was loaded, with one request. */
  loadOnce(): void
}

const maxPageSize = 100

export function createRunningJobs({ client, environment, store, initial }: VideosRuntime): RunningJobs {
  const listeners = new Set<() => void>()
  const initialIds = runningIds(initial?.list?.data ?? [])
  let ids = runningIds(store.videos())
  let hasLoaded = false

  store.subscribeAll((event) => {
    const id = 'deleted' in event ? event.deleted : event.video.id
    const isRunning = 'video' in event && !isSettled(event.video)
    if (isRunning === ids.includes(id)) return
    ids = runningIds(store.videos())
    for (const listener of listeners) listener()
  })

  return {
    getSnapshot: () => ids,
    getServerSnapshot: () => initialIds,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    loadOnce() {
      if (hasLoaded) return
      hasLoaded = true
      const requestedAt = environment.now()
      client.list({ limit: maxPageSize }).then(
        ({ data }) => {
          for (const video of data) if (!isSettled(video)) store.apply(video, requestedAt)
        },
        () => {
          // useVideoLibrary reports the error of a failed list; the next mount sends this request again.
          hasLoaded = false
        },
      )
    },
  }
}

const runningIds = (videos: readonly Video[]): readonly string[] =>
  videos
    .filter((video) => !isSettled(video))
    .sort((a, b) => b.created_at - a.created_at)
    .map(({ id }) => id)
