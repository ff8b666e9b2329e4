import type { ChangeFeed } from './feed'
import type { Job } from './store/job'
import { unref } from './unref'
import { toVideo } from './to-video'
import type { ContentLink } from './to-video'

/** How event streams behave. */
export interface EventsOptions {
  feed: ChangeFeed
  /** Unix milliseconds. */
  now: () => number
  /** How long a stream lasts before the client reconnects. */
  lifetimeMs: number
}

/** Answers requests for the stream of an owner's changes. */
export interface Events {
  answer(request: Request, owner: string, link: ContentLink): Response
  close(): void
}

/** Proxies cut a line that is silent for a minute, and so does our client. Milliseconds. */
const heartbeat = 15_000
/** What may wait for a slow reader; beyond it the stream ends, and the reader resumes when it can. Bytes. */
const longestQueue = 1_048_576
const remembered = 1_000

export function createEvents({ feed, now, lifetimeMs }: EventsOptions): Events {
  const beats = new Set<() => void>()
  const ends = new Set<() => void>()
  let beat: ReturnType<typeof setInterval> | undefined
  const encoder = new TextEncoder()

  function open(owner: string, since: number, link: ContentLink): ReadableStream<Uint8Array> {
    const sent = new Map<string, number>()
    let stop = (): void => undefined
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const write = (text: string): void => {
            controller.enqueue(encoder.encode(text))
            if ((controller.desiredSize ?? 0) < -longestQueue) end()
          }
          const end = (): void => {
            stop()
            controller.close()
          }
          const beatOnce = (): void => write(': still here\n\n')
          const onChange = (job: Job): void => {
            const { id } = job.video
            if ((sent.get(id) ?? -1) >= job.version) return
            sent.delete(id)
            sent.set(id, job.version)
            const [oldest] = sent.keys()
            if (sent.size > remembered && oldest !== undefined) sent.delete(oldest)
            write(eventOf(job, link, now()))
          }
          // An id before the first event, so that a client which heard nothing can still resume.
          write(`retry: 2000\nid: ${since}\n\n`)
          const unfollow = feed.follow(owner, since, onChange)
          const timer = unref(setTimeout(end, lifetimeMs))
          stop = () => {
            stop = () => undefined
            clearTimeout(timer)
            unfollow()
            beats.delete(beatOnce)
            ends.delete(end)
            if (beats.size > 0) return
            clearInterval(beat)
            beat = undefined
          }
          beats.add(beatOnce)
          ends.add(end)
          beat ??= unref(
            setInterval(() => {
              for (const one of beats) one()
            }, heartbeat),
          )
        },
        cancel: () => stop(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
    )
  }

  return {
    answer: ({ method, headers }, owner, link) => {
      const after = headers.get('last-event-id') ?? ''
      const since = /^\d{1,15}$/.test(after) ? Math.min(Number(after), now()) : now()
      return new Response(method === 'HEAD' ? null : open(owner, since, link), {
        headers: {
          'Content-Type': 'text/event-stream; charset=utf-8',
          // A proxy or a middleware that compresses would hold events back.
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

/** The video as it now is, or its deletion; the id is the time of the change. */
function eventOf(job: Job, link: ContentLink, now: number): string {
  const [name, data] = job.deletedAt === null ? ['video', toVideo(job, link, now)] : ['deleted', { id: job.video.id }]
  return `id: ${job.changedAt}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
