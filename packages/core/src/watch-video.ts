import type { Environment } from './environment'
import { browserEnvironment } from './environment'
import type { Video } from './video'
import type { VideoStore } from './video-store'
import { createVideoStore, deadlineExceededError } from './video-store'
import type { VideoStoreClient } from './videos-client'
import type { WatchState } from './watch-state'

/** Options of watching a job: initial state, deadline and environment. */
export interface WatchVideoOptions {
  /** A recent state of the video; if given, the first poll waits for the poll delay instead of being immediate. */
  initial?: Video | undefined
  /** Timeout of the watch, in milliseconds. @default 86_400_000, a day */
  deadlineMs?: number
  /** Clock, timers, visibility, network status and tabs. @default the browser's own */
  environment?: Environment
}

/**
 * Watches a job by server-sent events or polling until it is settled; returns a function that unsubscribes.
 *
 * Uses events if the server offers them, else polling with exponential backoff and jitter, and switches between the two
 * automatically. Requests are deduped across all watches and tabs of a browser. Pauses while the page is hidden or
 * offline, and catches up immediately when it is back. Closes when the job is settled, at the deadline, or on a
 * permanent error (404, or 401 after one attempt to refresh the token), and reports that as `connection: 'closed'`.
 *
 * @example
 * const stop = watchVideo(videos, id, ({ video, connection, error }) => render(video, connection, error))
 */
export function watchVideo(
  client: VideoStoreClient,
  id: string,
  onChange: (state: WatchState) => void,
  { initial, deadlineMs, environment = browserEnvironment }: WatchVideoOptions = {},
): () => void {
  const store = getVideoStore(client, environment)
  let isStopped = false
  const report = (state: WatchState): void => {
    if (isStopped) return
    if (state.connection === 'closed') stop()
    onChange(state)
  }
  const reportCurrent = (): void => report(store.getSnapshot(id))
  if (initial) store.apply(initial)
  const endWatch = store.watch(id)
  const unsubscribe = store.subscribe(id, reportCurrent)
  const cancelDeadline =
    deadlineMs === undefined
      ? undefined
      : environment.setTimer(deadlineMs, () =>
          report({ ...store.getSnapshot(id), connection: 'closed', error: deadlineExceededError(id) }),
        )
  const stop = (): void => {
    isStopped = true
    unsubscribe()
    endWatch()
    cancelDeadline?.()
  }
  // A job that is known to be settled changes no more, so its state is reported once.
  if (store.getSnapshot(id).connection === 'closed') queueMicrotask(reportCurrent)
  return stop
}

const stores = new WeakMap<VideoStoreClient, WeakMap<Environment, VideoStore>>()
// A page or a process that watches many jobs, one after the other, must not keep all of them.
const maxIdleVideos = 100

/**
 * Returns the store that all calls of `watchVideo` with this client share. A `VideosProvider` has a store of its own.
 */
export function getVideoStore(client: VideoStoreClient, environment: Environment = browserEnvironment): VideoStore {
  const storesOfClient = stores.get(client) ?? new WeakMap<Environment, VideoStore>()
  stores.set(client, storesOfClient)
  const store = storesOfClient.get(environment) ?? createVideoStore({ client, environment, maxIdleVideos })
  storesOfClient.set(environment, store)
  return store
}
