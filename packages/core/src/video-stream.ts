import { isRecord } from './is-record'
import { pollDelay } from './poll-delay'
import { readVideo } from './read-video'
import { createEventParser } from './server-sent-events'
import type { ServerSentEvent } from './server-sent-events'
import { endsWatching, toVideoError } from './video-error'
import type { VideosClient } from './videos-client'
import type { VideoEvent } from './watch-state'
import type { Environment } from './environment'

/** Who hears a stream. */
export interface VideoStreamOptions {
  events: VideosClient['events']
  environment: Environment
  /** The id of the last event heard, to resume behind it. */
  after: string | undefined
  /** The stream is open: from now on every change is heard. `isResumed` tells that nothing was missed before either. */
  onOpen(isResumed: boolean): void
  onEvent(news: VideoEvent, cursor: string | undefined): void
  /** The stream broke and was not back at once; it is tried again until it is closed. */
  onLost(): void
}

// Longer than the beats by which a server keeps the line open; a line silent for longer is dead, though nobody said so.
const silence = 60_000
// A stream that ends sooner is waited for ever longer, as one that fails.
const shortLife = 5_000
// Failures that a refusal counts for: asked again at the longest interval, as a deployment may answer 404 for a while.
const refused = 6

/** Keeps one stream of changes open; returns its end. */
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
  let cancelWait = (): void => {}

  const hear = ({ name, data, id }: ServerSentEvent): void => {
    const news = readEvent(name, data, environment.now() / 1_000)
    cursor = id ?? cursor
    if (news) onEvent(news, cursor)
  }

  const connect = async (): Promise<void> => {
    const line = new AbortController()
    const hangUp = (): void => line.abort()
    closing.signal.addEventListener('abort', hangUp)
    let cancelSilence = environment.after(silence, hangUp)
    try {
      const response = await events({ signal: line.signal, after: cursor })
      if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
        await response.body?.cancel()
        throw new TypeError('The answer is no event stream.')
      }
      const openedAt = environment.now()
      onOpen(cursor !== undefined)
      const parse = createEventParser(hear, (id) => {
        cursor = id
      })
      const decoder = new TextDecoder()
      const reader = response.body.getReader()
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        cancelSilence()
        cancelSilence = environment.after(silence, hangUp)
        parse(decoder.decode(piece.value, { stream: true }))
      }
      // Servers end a stream now and then on purpose, so the first try to be back costs nobody the live link.
      failures = environment.now() - openedAt < shortLife ? failures + 1 : 0
    } catch (cause) {
      if (closing.signal.aborted) return
      failures = endsWatching(toVideoError(cause)) ? refused : failures + 1
      onLost()
    } finally {
      cancelSilence()
      closing.signal.removeEventListener('abort', hangUp)
    }
    if (!closing.signal.aborted) {
      const wait =
        failures > 0
          ? pollDelay({ elapsedMs: 0, failures, random: environment.random })
          : 200 + 800 * environment.random()
      cancelWait = environment.after(wait, () => void connect())
    }
  }

  void connect()
  return () => {
    cancelWait()
    closing.abort()
  }
}

function readEvent(name: string, data: string, now: number): VideoEvent | undefined {
  try {
    const told: unknown = JSON.parse(data)
    if (name === 'deleted')
      return isRecord(told) && typeof told['id'] === 'string' ? { deleted: told['id'] } : undefined
    return name === 'video' ? { video: readVideo(told, now) } : undefined
  } catch {
    // An event of a later version of the server; the next look or event sets it right.
    return undefined
  }
}
