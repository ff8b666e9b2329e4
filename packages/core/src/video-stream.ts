import { isRecord } from './is-record'
import { pollDelay } from './poll-delay'
import { readVideo } from './read-video'
import { createEventParser } from './server-sent-events'
import type { ServerSentEvent } from './server-sent-events'
import { isPermanentError, toVideoError } from './video-error'
import type { VideosClient } from './videos-client'
import type { VideoEvent } from './watch-state'
import type { Environment } from './environment'

/** Options and callbacks of an event stream. */
export interface VideoStreamOptions {
  events: VideosClient['events']
  environment: Environment
  /** The last received event id, to resume the stream after it. */
  after: string | undefined
  /** Called when the stream is open. `isResumed` means that no event was missed since the previous stream. */
  onOpen(isResumed: boolean): void
  onEvent(event: VideoEvent, cursor: string | undefined): void
  /** Called when the stream failed. It reconnects with exponential backoff until it is closed. */
  onLost(): void
}

// Longer than the server's heartbeat interval: a connection without data for this long is dead, even if it was never
// closed.
const idleTimeoutMs = 60_000
// A stream that ends sooner counts as a failure, and the delay before reconnecting grows.
const minLifetimeMs = 5_000
// A rejected request counts as this many failures, so it is retried at the longest interval: during a deployment a
// server can return 404.
const failuresWhenRejected = 6

/** Keeps one server-sent events stream open and reconnects it; returns a function that closes it. */
export function openVideoStream({
  events,
  environment,
  after,
  onOpen,
  onEvent,
  onLost,
}: VideoStreamOptions): () => void {
  const closing = new AbortController()
  let cursor = after
  let failures = 0
  let cancelReconnect = (): void => {}

  const onServerSentEvent = ({ name, data, id }: ServerSentEvent): void => {
    const event = readEvent(name, data, environment.now() / 1_000)
    cursor = id ?? cursor
    if (event) onEvent(event, cursor)
  }

  const connect = async (): Promise<void> => {
    const connection = new AbortController()
    const disconnect = (): void => connection.abort()
    closing.signal.addEventListener('abort', disconnect)
    let cancelIdleTimeout = environment.after(idleTimeoutMs, disconnect)
    try {
      const response = await events({ signal: connection.signal, after: cursor })
      if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
        await response.body?.cancel()
        throw new TypeError('The response is not an event stream.')
      }
      const openedAt = environment.now()
      onOpen(cursor !== undefined)
      const parse = createEventParser(onServerSentEvent, (id) => {
        cursor = id
      })
      const decoder = new TextDecoder()
      const reader = response.body.getReader()
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        cancelIdleTimeout()
        cancelIdleTimeout = environment.after(idleTimeoutMs, disconnect)
        parse(decoder.decode(chunk.value, { stream: true }))
      }
      // Servers end streams on purpose from time to time, so the first reconnect does not change the connection status.
      failures = environment.now() - openedAt < minLifetimeMs ? failures + 1 : 0
    } catch (cause) {
      if (closing.signal.aborted) return
      failures = isPermanentError(toVideoError(cause)) ? failuresWhenRejected : failures + 1
      onLost()
    } finally {
      cancelIdleTimeout()
      closing.signal.removeEventListener('abort', disconnect)
    }
    if (!closing.signal.aborted) {
      const delay =
        failures > 0
          ? pollDelay({ elapsedMs: 0, failures, random: environment.random })
          : 200 + 800 * environment.random()
      cancelReconnect = environment.after(delay, () => void connect())
    }
  }

  void connect()
  return () => {
    cancelReconnect()
    closing.abort()
  }
}

function readEvent(name: string, data: string, now: number): VideoEvent | undefined {
  try {
    const body: unknown = JSON.parse(data)
    if (name === 'deleted')
      return isRecord(body) && typeof body['id'] === 'string' ? { deleted: body['id'] } : undefined
    return name === 'video' ? { video: readVideo(body, now) } : undefined
  } catch {
    // An event of a newer server version; the next poll or event corrects the state.
    return undefined
  }
}
