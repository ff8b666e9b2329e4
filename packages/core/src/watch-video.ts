import type { Video } from './video'
import { VideoError } from './video-error'
import type { VideoFeed, FeedClient } from './video-feed'
import { createVideoFeed } from './video-feed'
import type { WatchState } from './watch-state'
import type { Environment } from './environment'
import { browserEnvironment } from './environment'

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
  client: FeedClient,
  id: string,
  onChange: (state: WatchState) => void,
  { initial, deadlineMs = 86_400_000, environment = browserEnvironment }: WatchVideoOptions = {},
): () => void {
  let last: Video | undefined = initial
  const stop = (): void => {
    unsubscribe()
    cancelDeadline()
  }
  const unsubscribe = getVideoFeed(client, environment).watch(
    id,
    (state) => {
      last = state.video
      if (state.connection === 'closed') stop()
      onChange(state)
    },
    initial,
  )
  const cancelDeadline = environment.setTimer(deadlineMs, () => {
    unsubscribe()
    onChange({ video: last, connection: 'closed', error: deadlineExceededError(id) })
  })
  return stop
}

const feeds = new WeakMap<FeedClient, WeakMap<Environment, VideoFeed>>()

/**
 * Returns the shared feed of a client. All watches of the same client share its stream, its polls and its cache of
 * capabilities.
 */
export function getVideoFeed(client: FeedClient, environment: Environment = browserEnvironment): VideoFeed {
  const feedsOfClient = feeds.get(client) ?? new WeakMap<Environment, VideoFeed>()
  feeds.set(client, feedsOfClient)
  const feed = feedsOfClient.get(environment) ?? createVideoFeed(client, environment)
  feedsOfClient.set(environment, feed)
  return feed
}

const deadlineExceededError = (id: string): VideoError =>
  new VideoError(`${id} was not settled before the deadline, so watching stopped. Retrieve it later.`, {
    code: 'deadline_exceeded',
  })
