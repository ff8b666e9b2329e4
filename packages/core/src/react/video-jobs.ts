import { isSettled } from '@dailies/core'
import type { Cell } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

/** The jobs that run, newest first, as far as they were heard of. */
export interface VideoJobs {
  cell: Cell<readonly string[]>
  /** Asks the server once for those that ran before this page was there. */
  open(): void
}

const newest = 100

/** Follows which jobs run. */
export function createVideoJobs({ client, cache, store }: VideosRuntime): VideoJobs {
  const cell = cache.cell<readonly string[]>(videoKeys.jobs)
  let isOpen = false

  store.subscribeAll((news) => {
    const ids = cell.get() ?? []
    const id = 'deleted' in news ? news.deleted : news.video.id
    const isRunning = 'video' in news && !isSettled(news.video)
    if (isRunning === ids.includes(id)) return
    const created = (of: string): number => store.video(of).get()?.created_at ?? 0
    cell.set(
      isRunning
        ? [id, ...ids].sort((one, other) => created(other) - created(one))
        : ids.filter((other) => other !== id),
    )
  })

  return {
    cell,
    open() {
      if (isOpen) return
      isOpen = true
      client.list({ limit: newest }).then(
        ({ data }) => {
          for (const video of data) if (!isSettled(video)) store.apply(video)
        },
        () => {
          // The list's own reader tells of the failure; here the next mount asks again.
          isOpen = false
        },
      )
    },
  }
}
