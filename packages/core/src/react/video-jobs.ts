import { isSettled } from '@dailies/core'
import type { Cell } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

/** The running jobs, newest first, as far as the store has them. */
export interface VideoJobs {
  cell: Cell<readonly string[]>
  /** Requests once the jobs that were started before the page was loaded. */
  open(): void
}

const largestPage = 100

/** Tracks which jobs are running. */
export function createVideoJobs({ client, cache, store }: VideosRuntime): VideoJobs {
  const cell = cache.cell<readonly string[]>(videoKeys.jobs)
  let isOpen = false

  store.subscribeAll((event) => {
    const ids = cell.get() ?? []
    const id = 'deleted' in event ? event.deleted : event.video.id
    const isRunning = 'video' in event && !isSettled(event.video)
    if (isRunning === ids.includes(id)) return
    const createdAt = (id: string): number => store.video(id).get()?.created_at ?? 0
    cell.set(isRunning ? [id, ...ids].sort((a, b) => createdAt(b) - createdAt(a)) : ids.filter((other) => other !== id))
  })

  return {
    cell,
    open() {
      if (isOpen) return
      isOpen = true
      client.list({ limit: largestPage }).then(
        ({ data }) => {
          for (const video of data) if (!isSettled(video)) store.apply(video)
        },
        () => {
          // useVideoLibrary reports the error of a failed list; the next mount sends this request again.
          isOpen = false
        },
      )
    },
  }
}
