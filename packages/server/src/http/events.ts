import type { ChangeFeed } from '../jobs/change-feed'
import type { Presence } from '../jobs/presence'
import type { Job } from '../store/job'
import type { Store } from '../store/store'
import { streamOf } from '../net/byte-source'
import { unref } from '../unref'
import { toVideo } from './to-video'
import { createReaders } from './readers'
import type { ContentLink, VideoView } from './to-video'

/** Options of the event streams. */
export interface EventsOptions extends Pick<VideoView, 'isConnected'> {
  store: Store
  feed: ChangeFeed
  presence: Presence
  /** Unix milliseconds. */
  now: () => number
  /** How long a stream lasts before it ends and the client reconnects. */
  lifetimeMs: number
  /** How long a stream may stay unread. */
  idleTimeoutMs: number
}

/** Server-sent events (SSE): the stream of an owner's changes. */
export interface Events {
  respond(request: Request, owner: string, link: ContentLink): Promise<Response>
  close(): void
}

/** Proxies close a connection that is silent for a minute, and so does our client. */
const heartbeatIntervalMs = 15_000
const heartbeat = ': heartbeat\n\n'
/** A client that missed more changes lists its videos again, which is cheaper for both sides. */
const maxResumedChanges = 1_000
/** Per owner. The tabs of a browser share one stream. */
const maxStreams = 32
/** Within this time a page that has listed its videos connects. */
const recentMs = 10_000
/** Changes that one read of the store returns; a prompt may have 32,000 characters. */
const pageSize = 50

export function createEvents({
  store,
  feed,
  presence,
  now,
  isConnected,
  lifetimeMs,
  idleTimeoutMs,
}: EventsOptions): Events {
  const readers = createReaders({ each: maxStreams, what: 'event streams', idleTimeoutMs })
  const streams = new Set<EventStream>()
  let timer: ReturnType<typeof setInterval> | undefined

  function open(owner: string, { afterSeq, hasMissed }: Position, link: ContentLink): ReadableStream<Uint8Array> {
    const stream = createEventStream({
      afterSeq,
      hasMissed,
      read: async (after) => store.ownerChanges(owner, { afterSeq: after, limit: pageSize }),
      toEvent: (job) => eventOf(job, { link, now: now(), isConnected }),
      onEnd: () => {
        clearTimeout(lifetime)
        unsubscribe()
        leave()
        streams.delete(stream)
        if (streams.size > 0) return
        clearInterval(timer)
        timer = undefined
      },
    })
    const unsubscribe = feed.subscribe(owner, stream.onChange)
    const leave = presence.enter(owner)
    const lifetime = unref(setTimeout(stream.end, lifetimeMs))
    streams.add(stream)
    timer ??= unref(
      setInterval(() => {
        for (const { beat } of streams) beat()
      }, heartbeatIntervalMs),
    )
    return stream.body
  }

  /** Where the stream of a client begins that received this event last. */
  async function positionAfter(owner: string, lastEventId: string): Promise<Position> {
    const latest = await store.ownerSeq(owner)
    if (!/^\d{1,15}$/.test(lastEventId)) return { afterSeq: await beforeRecentChanges(owner, latest), hasMissed: false }
    const resumed = Number(lastEventId)
    // An id beyond the latest one is from another database.
    const isKnown = resumed <= latest && latest - resumed <= maxResumedChanges
    return { afterSeq: isKnown ? resumed : latest, hasMissed: !isKnown }
  }

  /** A page lists its videos first and connects then; what changed in between is sent. */
  async function beforeRecentChanges(owner: string, latest: number): Promise<number> {
    const last = await store.ownerChanges(owner, { afterSeq: Math.max(0, latest - pageSize), limit: pageSize })
    const recent = last.find(({ changedAt }) => changedAt >= now() - recentMs)
    return recent ? recent.ownerSeq - 1 : latest
  }

  return {
    respond: async ({ method, headers }, owner, link) => {
      const position = await positionAfter(owner, headers.get('last-event-id') ?? '')
      const opened = await (method === 'HEAD'
        ? { body: null }
        : readers.serve(owner, async () => ({ body: open(owner, position, link) })))
      return new Response(opened.body, {
        headers: {
          'Content-Type': 'text/event-stream; charset=utf-8',
          // A proxy or middleware that compresses or transforms would buffer events.
          'Cache-Control': 'private, no-store, no-transform',
          'X-Accel-Buffering': 'no',
          'X-Content-Type-Options': 'nosniff',
        },
      })
    },
    close: () => {
      for (const { end } of streams) end()
    },
  }
}

/** Where a stream begins. */
interface Position {
  /** The position after which the stream begins. */
  afterSeq: number
  /** The client asked for earlier changes, which are too many or not known. */
  hasMissed: boolean
}

interface EventStreamOptions extends Position {
  /** Reads the changes after a position, in the order of their positions. */
  read(afterSeq: number): Promise<Job[]>
  toEvent(job: Job): string
  /** The stream has ended, or its reader has cancelled it. */
  onEnd(): void
}

const encoder = new TextEncoder()

/** One stream of events. Its reader pulls: nothing is read or queued for a client that does not read. */
interface EventStream {
  body: ReadableStream<Uint8Array>
  /** There may be changes to read. */
  onChange(): void
  /** A heartbeat is due. */
  beat(): void
  end(): void
}

function createEventStream({ afterSeq, hasMissed, read, toEvent, onEnd }: EventStreamOptions): EventStream {
  let position = afterSeq
  // An id before the first event, so that a client that received no event can still resume.
  const pending = [`retry: 2000\nid: ${position}\n\n`, ...(hasMissed ? ['event: missed\ndata: {}\n\n'] : [])]
  let mayHaveChanges = true
  let isBeatDue = false
  let hasEnded = false
  let wake = (): void => undefined
  const end = (): void => {
    if (hasEnded) return
    hasEnded = true
    onEnd()
    wake()
  }

  /** The next text to send; undefined when the stream has ended. */
  async function next(): Promise<string | undefined> {
    while (true) {
      if (hasEnded) return undefined
      const text = pending.shift()
      if (text !== undefined) return text
      if (mayHaveChanges) {
        mayHaveChanges = false
        const jobs = await read(position)
        position = jobs.at(-1)?.ownerSeq ?? position
        // A full page may be followed by another.
        mayHaveChanges ||= jobs.length > 0
        pending.push(...jobs.map(toEvent))
      } else if (isBeatDue) {
        isBeatDue = false
        return heartbeat
      } else {
        await new Promise<void>((resolve) => (wake = resolve))
      }
    }
  }

  const body = streamOf({
    read: async () => {
      // If the store cannot be read, the stream ends, and the client reconnects after the last event it received.
      const text = await next().catch(() => undefined)
      if (text !== undefined) return { done: false, value: encoder.encode(text) }
      end()
      return { done: true }
    },
    cancel: end,
  })
  return {
    body,
    end,
    onChange: () => {
      mayHaveChanges = true
      wake()
    },
    beat: () => {
      isBeatDue = true
      wake()
    },
  }
}

/** One SSE event: the current video, or its deletion. The event id is the position of the change. */
function eventOf(job: Job, view: VideoView): string {
  const [name, data] = job.phase.name === 'deleted' ? ['deleted', { id: job.video.id }] : ['video', toVideo(job, view)]
  return `id: ${job.ownerSeq}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
