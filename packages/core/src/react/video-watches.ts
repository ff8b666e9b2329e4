import { isFinal, isSettled, VideoError, watchVideo } from '@dailies/core'
import type { ConnectionStatus, VideosClient, WatchState, Environment } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { Cell, VideoCache } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideoStore } from './video-store'

/** Whether a video can still be heard, apart from the video itself, so that a change of one leaves the other's readers alone. */
interface VideoConnection {
  connection: ConnectionStatus
  error: VideoError | undefined
}

/** One watch per video, however many look. */
export interface VideoWatches {
  connection(id: string): Cell<VideoConnection>
  /** Watches while at least one asks for it. */
  watch(id: string): () => void
  /** Looks once, now; goes on watching where the job turns out to run. */
  refresh(id: string): Promise<void>
}

export function createVideoWatches({
  client,
  environment,
  cache,
  shelf,
}: {
  client: VideosClient
  environment: Environment
  cache: VideoCache
  shelf: VideoStore
}): VideoWatches {
  const watches = new Map<string, { watchers: number; stop: () => void }>()
  const gone = new Set<string>()
  const link = (id: string): Cell<VideoConnection> => cache.cell<VideoConnection>(videoKeys.connection(id))

  const setConnection = (id: string, next: VideoConnection): void => {
    const cell = link(id)
    const known = cell.get()
    if (known?.connection !== next.connection || known.error !== next.error) cell.set(next)
  }

  const hear = (id: string, { video, connection, error }: WatchState): void => {
    if (video) shelf.apply(video)
    setConnection(id, { connection, error })
  }

  const start = (id: string): (() => void) => {
    const known = shelf.video(id).get()
    if (known && isFinal(known)) {
      setConnection(id, { connection: 'closed', error: undefined })
      return nothing
    }
    return watchVideo(client, id, (watched) => hear(id, watched), { known, environment })
  }

  const takeUp = (id: string): void => {
    const watch = watches.get(id)
    setConnection(id, { connection: link(id).get()?.connection === 'live' ? 'live' : 'polling', error: undefined })
    watch?.stop()
    if (watch) watch.stop = start(id)
  }

  shelf.subscribeAll((news) => {
    if ('video' in news) {
      // The server refused to delete it, so it is here to stay.
      if (gone.delete(news.video.id)) takeUp(news.video.id)
      return
    }
    gone.add(news.deleted)
    const watch = watches.get(news.deleted)
    watch?.stop()
    if (watch) watch.stop = nothing
    setConnection(news.deleted, { connection: 'closed', error: deleted(news.deleted) })
  })

  return {
    connection: link,
    watch(id) {
      const watch = watches.get(id) ?? { watchers: 0, stop: start(id) }
      watches.set(id, watch)
      watch.watchers += 1
      let isWatching = true
      return () => {
        if (!isWatching) return
        isWatching = false
        watch.watchers -= 1
        if (watch.watchers > 0) return
        watch.stop()
        watches.delete(id)
      }
    },
    async refresh(id) {
      try {
        shelf.apply(await client.retrieve(id))
      } catch (cause) {
        setConnection(id, { connection: link(id).get()?.connection ?? 'closed', error: toVideoError(cause) })
        return
      }
      const video = shelf.video(id).get()
      if (video && isSettled(video)) setConnection(id, { connection: 'closed', error: undefined })
      else takeUp(id)
    },
  }
}

const nothing = (): void => {}

const deleted = (id: string): VideoError =>
  new VideoError(`${id} was deleted, so there is nothing left to show.`, { code: 'not_found' })
