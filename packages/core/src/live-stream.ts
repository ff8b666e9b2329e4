import type { VideoEvent } from './watch-state'
import { openVideoStream } from './video-stream'
import type { VideosClient } from './videos-client'
import type { Environment } from './environment'

/** The event stream of a page: opened and closed on demand, and resumed at its last position. */
export interface LiveStream {
  /** Opens or closes the stream. */
  toggle(isWanted: boolean): void
  isLive(): boolean
  /** The time since which no event has been missed, in Unix milliseconds. */
  liveSince(): number
  /** Sets the position to resume from to that of another tab's stream. */
  resumeFrom(cursor: string | undefined): void
  /** Clears the position, so that the next stream starts without resuming. */
  reset(): void
}

/** Options of the event stream. */
export interface LiveStreamOptions {
  events: VideosClient['events']
  environment: Environment
  onEvent(event: VideoEvent, cursor: string | undefined): void
  /** Called when `isLive` changes. */
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
      onEvent(event, eventCursor) {
        cursor = eventCursor
        onEvent(event, eventCursor)
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
    toggle(isWanted) {
      if (isWanted) close ??= open()
      else {
        close?.()
        close = undefined
        isLive = false
      }
    },
    resumeFrom(leaderCursor) {
      if (leaderCursor === undefined) return
      // The leader forwarded every event up to this position, so a stream resumed from here misses nothing.
      cursor = leaderCursor
      liveSince = -Infinity
    },
    reset() {
      cursor = undefined
      liveSince = Infinity
    },
  }
}
