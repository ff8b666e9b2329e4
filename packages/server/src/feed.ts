import type { Job } from './store/job'
import type { Store } from './store/store'
import { unref } from './unref'

/** Change feed: delivers the changes of each owner's jobs to subscribers, whichever instance made them. */
export interface ChangeFeed {
  /** Delivers a change that this instance made, without waiting for the next read of the store. */
  publish(job: Job): void
  /**
   * Subscribes to an owner's changes: first every change since a time, then every new one. Returns the unsubscribe
   * function.
   */
  subscribe(owner: string, since: number, onChange: (job: Job) => void): () => void
  /** Whether this owner has a subscriber. */
  hasSubscribers(owner: string): boolean
  close(): void
}

/** Dependencies of the change feed. */
export interface FeedOptions {
  store: Store
  /** Unix milliseconds. */
  now: () => number
  /** Called each second while there is a subscriber. */
  onTick: () => void
}

/**
 * Each read overlaps the previous one by this much: a change may be committed later than its time says, and clocks of
 * instances differ.
 */
const overlapMs = 10_000
const intervalMs = 1_000
const pageSize = 200

export function createFeed({ store, now, onTick }: FeedOptions): ChangeFeed {
  const subscribers = new Map<string, Set<(job: Job) => void>>()
  /** What was published within the overlap, to drop duplicates. */
  const published = new Map<string, Job>()
  let cursor = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let reading: Promise<void> | undefined
  let shouldReadAgain = false
  let unlisten: Promise<() => void> | undefined

  function publish(job: Job): void {
    const { id } = job.video
    if (subscribers.size === 0 || (published.get(id)?.version ?? -1) >= job.version) return
    published.set(id, job)
    for (const subscriber of subscribers.get(job.owner) ?? []) subscriber(job)
  }

  async function readPages(since: number, owner: string | undefined, onJob: (job: Job) => void): Promise<void> {
    for (let from = since; ;) {
      const jobs = await store.changes({ since: from, limit: pageSize, ...(owner !== undefined && { owner }) })
      for (const job of jobs) onJob(job)
      const last = jobs.at(-1)
      if (!last || jobs.length < pageSize) return
      // At least one millisecond further: a full page of one millisecond would otherwise be read for ever.
      from = Math.max(last.changedAt, from + 1)
    }
  }

  async function readOnce(): Promise<void> {
    const started = now()
    await readPages(cursor - overlapMs, undefined, publish)
    cursor = started
    for (const [id, job] of published) if (job.changedAt < started - 2 * overlapMs) published.delete(id)
  }

  /** One read at a time; a call during a read causes one more read after it. */
  function read(): void {
    if (reading) {
      shouldReadAgain = true
      return
    }
    // If the store is unreachable for a moment, the next tick tries again.
    reading = readOnce()
      .catch(() => undefined)
      .then(() => {
        reading = undefined
        if (!shouldReadAgain || subscribers.size === 0) return
        shouldReadAgain = false
        read()
      })
  }

  function start(): void {
    cursor = now()
    unlisten = store.listen?.(read)
    // Polls the store if it cannot notify, or if listening failed.
    unlisten?.catch(() => (unlisten = undefined))
    timer = unref(
      setInterval(() => {
        onTick()
        if (!unlisten) read()
      }, intervalMs),
    )
  }

  function stop(): void {
    clearInterval(timer)
    void unlisten?.then((stopListening) => stopListening()).catch(() => undefined)
    unlisten = undefined
    published.clear()
  }

  return {
    publish,
    hasSubscribers: (owner) => subscribers.has(owner),
    subscribe: (owner, since, onChange) => {
      if (subscribers.size === 0) start()
      const own = subscribers.get(owner) ?? new Set()
      subscribers.set(owner, own.add(onChange))
      let isUnsubscribed = false
      // Subscribed before the past is read, so that no change is missed; the subscriber drops duplicates by version.
      void readPages(since - overlapMs, owner, (job) => {
        if (!isUnsubscribed) onChange(job)
      }).catch(() => undefined)
      return () => {
        if (isUnsubscribed) return
        isUnsubscribed = true
        own.delete(onChange)
        if (own.size === 0 && subscribers.get(owner) === own) subscribers.delete(owner)
        if (subscribers.size === 0) stop()
      }
    },
    close: () => {
      subscribers.clear()
      stop()
    },
  }
}
