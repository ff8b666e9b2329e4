import type { VideoEvent } from './watch-state'
import { openEventSource } from './event-source'
import type { VideosClient } from './videos-client'
import type { Environment } from './environment'

/** The server-sent events of a page: opened and closed on demand, and resumed after the last received event. */
export interface EventStream {
  /** Opens or closes the stream. */
  setActive(isActive: boolean): void
  isConnected(): boolean
  /** Every event since this time was received, in Unix milliseconds. */
  completeSince(): number
  /** Sets the event id to resume after to the last one that another tab received. */
  resumeFrom(id: string | undefined): void
  /** Clears the last event id, so that the next stream starts without resuming. */
  reset(): void
}

/** Options of the event stream. */
export interface EventStreamOptions {
  events: VideosClient['events']
  environment: Environment
  onEvent(event: VideoEvent, lastEventId: string | undefined): void
  /** Called when `isLive` changes. */
  onChange(): void
}

export function createEventStream({ events, environment, onEvent, onChange }: EventStreamOptions): EventStream {
  let close: (() => void) | undefined
  let isConnected = false
  let completeSince = Infinity
  let lastEventId: string | undefined

  const open = (): (() => void) =>
    openEventSource({
      events,
      environment,
      lastEventId,
      onOpen(isResumed) {
        if (!isResumed) completeSince = environment.now()
        isConnected = true
        onChange()
      },
      onEvent(event, id) {
        lastEventId = id
        onEvent(event, id)
      },
      onDisconnect() {
        if (!isConnected) return
        isConnected = false
        onChange()
      },
    })

  return {
    isConnected: () => isConnected,
    completeSince: () => completeSince,
    setActive(isActive) {
      if (isActive) close ??= open()
      else {
        close?.()
        close = undefined
        isConnected = false
      }
    },
    resumeFrom(id) {
      if (id === undefined) return
      // The leader forwarded every event up to this one, so a stream resumed after it misses nothing.
      lastEventId = id
      completeSince = -Infinity
    },
    reset() {
      lastEventId = undefined
      completeSince = Infinity
    },
  }
}
