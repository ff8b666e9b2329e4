import { isFinal, isSettled, VideoError, watchVideo } from '@dailies/core'
import type { ConnectionStatus, VideosClient, WatchState, Environment } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { CacheEntry, VideoCache } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideoStore } from './video-store'

/**
 * Connection status of one video. A separate entry, so that a change of it does not re-render the readers of the video,
 * and vice versa.
 */
interface VideoConnection {
  connection: ConnectionStatus
  error: VideoError | undefined
}

/** One watch per video, shared by all components that show it. */
export interface VideoWatches {
  connection(id: string): CacheEntry<VideoConnection>
  /** Watches the video until the last subscriber has called the returned function. */
  watch(id: string): () => void
  /** Polls once, immediately; resumes the watch if the job is still running. */
  refresh(id: string): Promise<void>
}

export function createVideoWatches({
  client,
  environment,
  cache,
  store,
}: {
  client: VideosClient
  environment: Environment
  cache: VideoCache
  store: VideoStore
}): VideoWatches {
  const watches = new Map<string, { subscribers: number; stop: () => void }>()
  const deletedIds = new Set<string>()
  const connectionEntry = (id: string): CacheEntry<VideoConnection> =>
    cache.entry<VideoConnection>(videoKeys.connection(id))

  const setConnection = (id: string, next: VideoConnection): void => {
    const entry = connectionEntry(id)
    const current = entry.get()
    if (current?.connection !== next.connection || current.error !== next.error) entry.set(next)
  }

  const applyWatchState = (id: string, { video, connection, error }: WatchState): void => {
    if (video) store.apply(video)
    setConnection(id, { connection, error })
  }

  const start = (id: string): (() => void) => {
    const initial = store.video(id).get()
    if (initial && isFinal(initial)) {
      setConnection(id, { connection: 'closed', error: undefined })
      return noop
    }
    return watchVideo(client, id, (state) => applyWatchState(id, state), { initial, environment })
  }

  const restart = (id: string): void => {
    const watch = watches.get(id)
    const isLive = connectionEntry(id).get()?.connection === 'live'
    setConnection(id, { connection: isLive ? 'live' : 'polling', error: undefined })
    watch?.stop()
    if (watch) watch.stop = start(id)
  }

  store.subscribeAll((event) => {
    if ('video' in event) {
      // An optimistic delete was rolled back, so the watch resumes.
      if (deletedIds.delete(event.video.id)) restart(event.video.id)
      return
    }
    deletedIds.add(event.deleted)
    const watch = watches.get(event.deleted)
    watch?.stop()
    if (watch) watch.stop = noop
    setConnection(event.deleted, { connection: 'closed', error: deletedError(event.deleted) })
  })

  return {
    connection: connectionEntry,
    watch(id) {
      const watch = watches.get(id) ?? { subscribers: 0, stop: start(id) }
      watches.set(id, watch)
      watch.subscribers += 1
      let isSubscribed = true
      return () => {
        if (!isSubscribed) return
        isSubscribed = false
        watch.subscribers -= 1
        if (watch.subscribers > 0) return
        watch.stop()
        watches.delete(id)
      }
    },
    async refresh(id) {
      try {
        store.apply(await client.retrieve(id))
      } catch (cause) {
        const connection = connectionEntry(id).get()?.connection ?? 'closed'
        setConnection(id, { connection, error: toVideoError(cause) })
        return
      }
      const video = store.video(id).get()
      if (video && isSettled(video)) setConnection(id, { connection: 'closed', error: undefined })
      else restart(id)
    },
  }
}

const noop = (): void => {}

const deletedError = (id: string): VideoError =>
  new VideoError(`${id} was deleted, so there is nothing left to show.`, { code: 'not_found' })
