import type { Video } from './video'
import { VideoError } from './video-error'
import type { VideoFeed, WatchableVideos } from './video-feed'
import { createVideoFeed } from './video-feed'
import type { WatchState } from './watch-state'
import type { Environment } from './environment'
import { browserEnvironment } from './environment'

/** How a job is watched. */
export interface WatchVideoOptions {
  /** What was heard a moment ago; the first look then waits its turn. */
  known?: Video | undefined
  /** How long to watch, in milliseconds. @default 86_400_000, a day */
  deadlineMs?: number
  /** @default the browser's own clock, timers, visibility, connection and tabs */
  environment?: Environment
}

/**
 * Follows a job until it settles; returns the end of the watch.
 *
 * By events where the server offers them, else by polling, and from one to the other by itself; however many watch, in however many
 * tabs, the server sees one watcher. Rests while the page is hidden or offline and catches up at once on return. Ends by itself when
 * the job settles, at the deadline, and at an answer that no repetition changes (401 after one chance to refresh the token, 404),
 * each told as `link: 'closed'`.
 */
export function watchVideo(
  videos: WatchableVideos,
  id: string,
  onChange: (watched: WatchState) => void,
  { known, deadlineMs = 86_400_000, environment = browserEnvironment }: WatchVideoOptions = {},
): () => void {
  let last: Video | undefined = known
  const stop = (): void => {
    leave()
    cancelDeadline()
  }
  const leave = getVideoFeed(videos, environment).watch(
    id,
    (watched) => {
      last = watched.video
      if (watched.connection === 'closed') stop()
      onChange(watched)
    },
    known,
  )
  const cancelDeadline = environment.after(deadlineMs, () => {
    leave()
    onChange({ video: last, connection: 'closed', error: deadlineExceeded(id) })
  })
  return stop
}

const feeds = new WeakMap<WatchableVideos, WeakMap<Environment, VideoFeed>>()

/** The one feed of a client: all that watch through it share its requests. */
export function getVideoFeed(videos: WatchableVideos, environment: Environment = browserEnvironment): VideoFeed {
  const ofVideos = feeds.get(videos) ?? new WeakMap<Environment, VideoFeed>()
  feeds.set(videos, ofVideos)
  const feed = ofVideos.get(environment) ?? createVideoFeed(videos, environment)
  ofVideos.set(environment, feed)
  return feed
}

const deadlineExceeded = (id: string): VideoError =>
  new VideoError(
    `${id} has not settled within the time given, so watching has stopped. Look again later with retrieve.`,
    {
      code: 'deadline_exceeded',
    },
  )
