import type { VideoEvent } from './watch-state'
import { openVideoStream } from './video-stream'
import type { VideosClient } from './videos-client'
import type { Environment } from './environment'

/** The one stream of a page: opened and closed as it is wanted, resumed where it stood. */
export interface LiveStream {
  want(isWanted: boolean): void
  isLive(): boolean
  /** From when on nothing has been missed, in Unix milliseconds. */
  liveSince(): number
  /** Takes note of where another tab's stream stands. */
  follow(cursor: string | undefined): void
  /** What was heard is forgotten, so the next stream starts afresh. */
  reset(): void
}

/** Who hears the stream. */
export interface LiveStreamOptions {
  events: VideosClient['events']
  environment: Environment
  onEvent(news: VideoEvent, cursor: string | undefined): void
  /** It went live, or is no longer. */
  onChange(): void
}

export function createLiveStream({ events, environment, onEvent, onChange }: LiveStreamOptions): LiveStream {
  let close: (() => void) | undefined
  let isLive = false
  let liveSince = Infinity
  let cursor: string | undefined

  const open = (): (() => void) =>
    openVideoStream({
      events,
      environment,
      after: cursor,
      onOpen(isResumed) {
        if (!isResumed) liveSince = environment.now()
        isLive = true
        onChange()
      },
      onEvent(news, at) {
        cursor = at
        onEvent(news, at)
      },
      onLost() {
        if (!isLive) return
        isLive = false
        onChange()
      },
    })

  return {
    isLive: () => isLive,
    liveSince: () => liveSince,
    want(isWanted) {
      if (isWanted) close ??= open()
      else {
        close?.()
        close = undefined
        isLive = false
      }
    },
    follow(at) {
      if (at === undefined) return
      // The leader has heard everything up to here and told us, so a stream resumed here misses nothing.
      cursor = at
      liveSince = -Infinity
    },
    reset() {
      cursor = undefined
      liveSince = Infinity
    },
  }
}
