import { isRecord } from './is-record'
import { pollDelay } from './poll-delay'
import { parseVideo } from './parse-video'
import { createEventParser } from './server-sent-events'
import type { ServerSentEvent } from './server-sent-events'
import { isPermanentError, toVideoError } from './video-error'
import type { VideosClient } from './videos-client'
import type { VideoEvent } from './watch-state'
import type { Environment } from './environment'

/** Options and callbacks of an event source. */
export interface EventSourceOptions {
  events: VideosClient['events']
  environment: Environment
  /** The last received event id, to resume the stream after it. */
  lastEventId: string | undefined
  /** Called when the stream is open. `isResumed` means that no event was missed since the previous stream. */
  onOpen(isResumed: boolean): void
  onEvent(event: VideoEvent, lastEventId: string | undefined): void
  /** Called with an id that has no event; a stream can be resumed after it, too. */
  onId(id: string): void
  /** Called when the server did not send the events since `lastEventId`, because they are too many or not known. */
  onMissed(): void
  /** Called when the connection failed or ended early. It reconnects with exponential backoff until it is closed. */
  onDisconnect(): void
}

// Longer than the server's heartbeat interval: a stream without data for this long is treated as disconnected, even if
// it was never closed.
const idleTimeoutMs = 60_000
// A stream that ends sooner than this counts as a failure, so the reconnect delay grows.
const minLifetimeMs = 5_000
// A permanent error counts as this many failures, so the next attempt uses the longest delay: a server may return 404
// during a deployment.
const failuresAfterPermanentError = 6

/**
 * Keeps one server-sent events stream open and reconnects it, as the browser's `EventSource` does, but with the client's
 * headers; returns a function that closes it.
 */
export function openEventSource({
  events,
  environment,
  lastEventId: resumeAfter,
  onOpen,
  onEvent,
  onId,
  onMissed,
  onDisconnect,
}: EventSourceOptions): () => void {
  const closeController = new AbortController()
  let lastEventId = resumeAfter
  let failures = 0
  let cancelReconnect = (): void => {}

  const onServerSentEvent = ({ name, data, id }: ServerSentEvent): void => {
    const event = readEvent(name, data, environment.now() / 1_000)
    lastEventId = id ?? lastEventId
    if (name === 'missed') {
      if (id !== undefined) onId(id)
      onMissed()
    }
    if (event) onEvent(event, lastEventId)
  }

  const connect = async (): Promise<void> => {
    const connection = new AbortController()
    const disconnect = (): void => connection.abort()
    closeController.signal.addEventListener('abort', disconnect)
    let cancelIdleTimeout = environment.setTimer(idleTimeoutMs, disconnect)
    let requestedMs: number | undefined
    try {
      const response = await events({ signal: connection.signal, lastEventId })
      if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
        await response.body?.cancel()
        throw new TypeError('The response is not an event stream.')
      }
      const openedAt = environment.now()
      onOpen(lastEventId !== undefined)
      const parse = createEventParser(onServerSentEvent, (id) => {
        lastEventId = id
        onId(id)
      })
      const decoder = new TextDecoder()
      const reader = response.body.getReader()
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        cancelIdleTimeout()
        cancelIdleTimeout = environment.setTimer(idleTimeoutMs, disconnect)
        parse(decoder.decode(chunk.value, { stream: true }))
      }
      // Servers end streams regularly (`eventStreamLifetimeMs`), so an end is not reported as a disconnect. One that ends
      // at once again and again brings no events, so it is.
      const hasEndedEarly = environment.now() - openedAt < minLifetimeMs
      failures = hasEndedEarly ? failures + 1 : 0
      if (hasEndedEarly) onDisconnect()
    } catch (cause) {
      if (closeController.signal.aborted) return
      const error = toVideoError(cause)
      failures = isPermanentError(error) ? failuresAfterPermanentError : failures + 1
      requestedMs = error.retryAfter === undefined ? undefined : error.retryAfter * 1_000
      onDisconnect()
    } finally {
      cancelIdleTimeout()
      closeController.signal.removeEventListener('abort', disconnect)
    }
    if (!closeController.signal.aborted) {
      const delay =
        failures > 0
          ? pollDelay({ elapsedMs: 0, failures, requestedMs, random: environment.random })
          : 200 + 800 * environment.random()
      cancelReconnect = environment.setTimer(delay, () => void connect())
    }
  }

  void connect()
  return () => {
    cancelReconnect()
    closeController.abort()
  }
}

function readEvent(name: string, data: string, now: number): VideoEvent | undefined {
  try {
    const body: unknown = JSON.parse(data)
    if (name === 'deleted')
      return isRecord(body) && typeof body['id'] === 'string' ? { deleted: body['id'] } : undefined
    return name === 'video' ? { video: parseVideo(body, now) } : undefined
  } catch {
    // An event of a newer server version; the next poll or event corrects the state.
    return undefined
  }
}
