import type { ChangeFeed } from '../jobs/change-feed'
import type { Presence } from '../jobs/presence'
import type { Job } from '../store/job'
import { unref } from '../unref'
import { toVideo } from './to-video'
import type { ContentLink } from './to-video'

/** Options of the event streams. */
export interface EventsOptions {
  feed: ChangeFeed
  presence: Presence
  /** Unix milliseconds. */
  now: () => number
  /** How long a stream lasts before it ends and the client reconnects. */
  lifetimeMs: number
}

/** Server-sent events (SSE): the stream of an owner's changes. */
export interface Events {
  respond(request: Request, owner: string, link: ContentLink): Response
  close(): void
}

/** Proxies close a connection that is silent for a minute, and so does our client. */
const heartbeatIntervalMs = 15_000
/**
 * Back-pressure: if more than this is queued for a slow client, the stream ends, and the client resumes when it
 * reconnects.
 */
const maxQueuedBytes = 1_048_576
/** For how many jobs a stream remembers the last version sent. */
const maxVersions = 1_000

export function createEvents({ feed, presence, now, lifetimeMs }: EventsOptions): Events {
  const heartbeats = new Set<() => void>()
  const ends = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  const encoder = new TextEncoder()

  function open(owner: string, since: number, link: ContentLink): ReadableStream<Uint8Array> {
    const sentVersions = new Map<string, number>()
    let stop = (): void => undefined
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const write = (text: string): void => {
            controller.enqueue(encoder.encode(text))
            if ((controller.desiredSize ?? 0) < -maxQueuedBytes) end()
          }
          const end = (): void => {
            stop()
            controller.close()
          }
          const heartbeat = (): void => write(': heartbeat\n\n')
          const onChange = (job: Job): void => {
            const { id } = job.video
            if ((sentVersions.get(id) ?? -1) >= job.version) return
            sentVersions.delete(id)
            sentVersions.set(id, job.version)
            const [oldest] = sentVersions.keys()
            if (sentVersions.size > maxVersions && oldest !== undefined) sentVersions.delete(oldest)
            write(eventOf(job, link, now()))
          }
          // An id before the first event, so that a client that received no event can still resume.
          write(`retry: 2000\nid: ${since}\n\n`)
          const unsubscribe = feed.subscribe(owner, since, onChange)
          const leave = presence.enter(owner)
          const lifetime = unref(setTimeout(end, lifetimeMs))
          stop = () => {
            stop = () => undefined
            clearTimeout(lifetime)
            unsubscribe()
            leave()
            heartbeats.delete(heartbeat)
            ends.delete(end)
            if (heartbeats.size > 0) return
            clearInterval(timer)
            timer = undefined
          }
          heartbeats.add(heartbeat)
          ends.add(end)
          timer ??= unref(
            setInterval(() => {
              for (const send of heartbeats) send()
            }, heartbeatIntervalMs),
          )
        },
        cancel: () => stop(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
    )
  }

  return {
    respond: ({ method, headers }, owner, link) => {
      const lastEventId = headers.get('last-event-id') ?? ''
      const since = /^\d{1,15}$/.test(lastEventId) ? Math.min(Number(lastEventId), now()) : now()
      return new Response(method === 'HEAD' ? null : open(owner, since, link), {
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
      for (const end of ends) end()
    },
  }
}

/** One SSE event: the current video, or its deletion. The event id is the time of the change. */
function eventOf(job: Job, link: ContentLink, now: number): string {
  const [name, data] = job.deletedAt === null ? ['video', toVideo(job, link, now)] : ['deleted', { id: job.video.id }]
  return `id: ${job.changedAt}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
