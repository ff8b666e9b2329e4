import type { Environment } from './environment'
import { openEventSource } from './event-source'
import type { Poll, PollMode } from './poll'
import { createPoll } from './poll'
import type { Video } from './video'
import type { VideoError } from './video-error'
import type { VideoStoreClient } from './videos-client'
import type { VideoEvent } from './watch-state'

/**
 * Speaks to the server: one stream of server-sent events for all videos, or polls of single jobs. Its caller decides
 * which of them are on.
 */
export interface Transport {
  /** Opens or closes the stream. */
  setStreaming(isStreaming: boolean): void
  /** Whether the stream is connected. */
  isConnected(): boolean
  /** Every event since this time was received, in Unix milliseconds. */
  completeSince(): number
  /** Sets the event id to resume after to the last one that another tab received. */
  resumeFrom(lastEventId: string | undefined): void
  /** Sets how a job is polled. @param options.immediate sends the first poll without a delay */
  setPolling(id: string, mode: PollMode, options?: { immediate: boolean }): void
  /** Stops polling every job that is not in the set, and aborts the pending requests. */
  retainPolls(ids: ReadonlySet<string>): void
  /** Closes the stream and forgets its position, so that the next one starts without resuming. */
  reset(): void
}

/** Options and callbacks of the transport. */
export interface TransportOptions {
  client: VideoStoreClient
  environment: Environment
  /** The current state of a video, if known. */
  videoOf(id: string): Video | undefined
  /** Expected run time of a job, in milliseconds; undefined if unknown. */
  expectedMs(video: Video): number | undefined
  onEvent(event: VideoEvent, lastEventId: string | undefined): void
  /** Called when events were missed, so that what was read before may be out of date. */
  onMissed(): void
  /** @param requestedAt when the poll was sent, in Unix milliseconds */
  onPoll(video: Video, requestedAt: number): void
  onPollError(id: string, error: VideoError): void
  /** Called when the stream was connected or disconnected. */
  onConnectionChange(): void
}

const hiddenPollIntervalMs = 60_000

export function createTransport({
  client,
  environment,
  videoOf,
  expectedMs,
  onEvent,
  onMissed,
  onPoll,
  onPollError,
  onConnectionChange,
}: TransportOptions): Transport {
  const polls = new Map<string, Poll>()
  let closeStream: (() => void) | undefined
  let isConnected = false
  let wasConnected = false
  let completeSince = Infinity
  let lastEventId: string | undefined

  const openStream = (events: NonNullable<VideoStoreClient['events']>): (() => void) =>
    openEventSource({
      events: events.bind(client),
      environment,
      lastEventId,
      onOpen(isResumed) {
        if (!isResumed) completeSince = environment.now()
        isConnected = true
        onConnectionChange()
        if (!isResumed && wasConnected) onMissed()
        wasConnected = true
      },
      onEvent(event, id) {
        lastEventId = id
        onEvent(event, id)
      },
      onId(id) {
        lastEventId = id
      },
      onMissed() {
        completeSince = environment.now()
        onMissed()
      },
      onDisconnect() {
        if (!isConnected) return
        isConnected = false
        onConnectionChange()
      },
    })

  const setStreaming = (isStreaming: boolean): void => {
    if (isStreaming) closeStream ??= client.events && openStream(client.events)
    else {
      closeStream?.()
      closeStream = undefined
      isConnected = false
    }
  }

  const startPoll = (id: string): Poll => {
    const poll = createPoll({
      client,
      environment,
      id,
      current: () => videoOf(id),
      expectedMs,
      minDelayMs: () => (environment.isVisible() ? 0 : hiddenPollIntervalMs),
      onVideo: onPoll,
      onError: (error) => onPollError(id, error),
    })
    polls.set(id, poll)
    return poll
  }

  return {
    setStreaming,
    isConnected: () => isConnected,
    completeSince: () => completeSince,
    resumeFrom(id) {
      if (id === undefined) return
      // The leader forwarded every event up to this one, so a stream resumed after it misses nothing.
      lastEventId = id
      completeSince = -Infinity
    },
    setPolling(id, mode, options) {
      const poll = polls.get(id) ?? (mode === 'off' ? undefined : startPoll(id))
      poll?.setMode(mode, options)
    },
    retainPolls(ids) {
      for (const [id, poll] of polls) {
        if (ids.has(id)) continue
        poll.close()
        polls.delete(id)
      }
    },
    reset() {
      setStreaming(false)
      wasConnected = false
      lastEventId = undefined
      completeSince = Infinity
    },
  }
}
