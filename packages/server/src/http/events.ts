import type { ChangeFeed } from '../jobs/change-feed'
import type { Presence } from '../jobs/presence'
import type { Job } from '../store/job'
import type { Store } from '../store/store'
import { unref } from '../unref'
import { EventStream } from './event-stream'
import type { EventPosition } from './event-stream'
import { eventStreamHead, eventStreamResponse, LazyEventStreamResponse } from './event-stream-response'
import { createReaders } from './readers'
import { toVideo } from './to-video'
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
  /** @throws VideoError `rate_limited` if the owner has too many streams */
  respond(request: Request, subscriber: EventSubscriber): Promise<Response>
  close(): void
}

/** Whose changes are sent, and how. */
interface EventSubscriber {
  owner: string
  link: ContentLink
  /** For an adapter that sends lazy responses. */
  isLazy: boolean
}

/** Proxies close a connection that is silent for a minute, and so does our client. */
const heartbeatIntervalMs = 15_000
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
  let isClosed = false

  function open(owner: string, position: EventPosition, link: ContentLink): EventStream {
    const release = readers.acquire(owner)
    const stream = new EventStream(position, {
      read: async (after) => store.ownerChanges(owner, { afterSeq: after, limit: pageSize }),
      toEvent: (job) => eventOf(job, { link, now: now(), isConnected }),
      onConnect: () => {
        clearTimeout(timeout)
        timeout = unref(setTimeout(end, lifetimeMs))
      },
      onEnd: () => {
        clearTimeout(timeout)
        feed.unsubscribe(owner, stream)
        presence.leave(owner)
        release()
        streams.delete(stream)
        if (streams.size > 0) return
        clearInterval(timer)
        timer = undefined
      },
    })
    const end = (): void => stream.end()
    feed.subscribe(owner, stream)
    presence.enter(owner)
    // A response that a wrapper of `fetch` has dropped is connected by no one.
    let timeout = unref(setTimeout(end, idleTimeoutMs))
    streams.add(stream)
    timer ??= unref(
      setInterval(() => {
        for (const stream of streams) stream.heartbeat()
      }, heartbeatIntervalMs),
    )
    return stream
  }

  /** Where the stream of a client begins that received this event last. */
  async function positionAfter(owner: string, lastEventId: string): Promise<EventPosition> {
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
    respond: async ({ method, headers }, { owner, link, isLazy }) => {
      const position = await positionAfter(owner, headers.get('last-event-id') ?? '')
      if (method === 'HEAD') return eventStreamHead()
      const stream = open(owner, position, link)
      // The server was closed while the position was read.
      if (isClosed) stream.end()
      return isLazy ? new LazyEventStreamResponse(stream, idleTimeoutMs) : eventStreamResponse(stream, idleTimeoutMs)
    },
    close: () => {
      isClosed = true
      for (const stream of streams) stream.end()
    },
  }
}

/** One SSE event: the current video, or its deletion. The event id is the position of the change. */
function eventOf(job: Job, view: VideoView): string {
  const [name, data] = job.phase.name === 'deleted' ? ['deleted', { id: job.video.id }] : ['video', toVideo(job, view)]
  return `id: ${job.ownerSeq}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
