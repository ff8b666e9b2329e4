import type { Job } from '../store/job'
import type { Store } from '../store/store'
import { unref } from '../unref'
import type { JobChanges } from './job-changes'

/** Change feed: delivers the changes of each owner's jobs to subscribers, whichever instance made them. */
export interface ChangeFeed {
  /**
   * Subscribes to an owner's changes: replays those since a time and delivers new ones. Returns the unsubscribe
   * function. The same change may arrive twice and out of order; drop it by `version`.
   */
  subscribe(owner: string, since: number, onChange: (job: Job) => void): () => void
  close(): void
}

/** Dependencies of the change feed. */
export interface ChangeFeedOptions {
  store: Store
  /** The changes that this instance makes: delivered without waiting for the next read of the store. */
  changes: JobChanges
  /** Unix milliseconds. */
  now: () => number
  /** Called each second while there is a subscriber. */
  onInterval: () => void
}

/**
 * Each read overlaps the previous one by this much: a change may be committed after its timestamp, and the clocks of
 * instances differ.
 */
const overlapMs = 10_000
const intervalMs = 1_000
const pageSize = 200

export function createChangeFeed({ store, changes, now, onInterval }: ChangeFeedOptions): ChangeFeed {
  const subscribers = new Map<string, Set<(job: Job) => void>>()
  /** What was published within the overlap, to drop duplicates. */
  const recentlyPublished = new Map<string, Job>()
  let cursor = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let currentRead: Promise<void> | undefined
  let shouldReadAgain = false
  let stopListening: Promise<() => void> | undefined

  function publish(job: Job): void {
    const { id } = job.video
    if (subscribers.size === 0 || (recentlyPublished.get(id)?.version ?? -1) >= job.version) return
    recentlyPublished.set(id, job)
    for (const subscriber of subscribers.get(job.owner) ?? []) subscriber(job)
  }

  async function readPages(since: number, owner: string | undefined, onJob: (job: Job) => void): Promise<void> {
    let from = since
    while (true) {
      const jobs = await store.changes({ since: from, limit: pageSize, ...(owner !== undefined && { owner }) })
      for (const job of jobs) onJob(job)
      const last = jobs.at(-1)
      if (!last || jobs.length < pageSize) return
      // Advances by at least 1 ms: otherwise a full page with a single timestamp would be read again forever.
      from = Math.max(last.changedAt, from + 1)
    }
  }

  async function readOnce(): Promise<void> {
    const started = now()
    await readPages(cursor - overlapMs, undefined, publish)
    cursor = started
    // Kept for twice the overlap, because the next read starts one overlap before this one did.
    for (const [id, job] of recentlyPublished) if (job.changedAt < started - 2 * overlapMs) recentlyPublished.delete(id)
  }

  /** Reads the changes. Only one read runs at a time; a call during a read schedules another. */
  function read(): void {
    if (currentRead) {
      shouldReadAgain = true
      return
    }
    // If the store is unreachable for a moment, the next interval tries again.
    currentRead = readOnce()
      .catch(() => undefined)
      .then(() => {
        currentRead = undefined
        if (!shouldReadAgain || subscribers.size === 0) return
        shouldReadAgain = false
        read()
      })
  }

  function start(): void {
    cursor = now()
    stopListening = store.listen?.(read)
    // Polls the store if it cannot notify, or if listening failed.
    stopListening?.catch(() => (stopListening = undefined))
    timer = unref(
      setInterval(() => {
        onInterval()
        if (!stopListening) read()
      }, intervalMs),
    )
  }

  function stop(): void {
    clearInterval(timer)
    void stopListening?.then((stopListening) => stopListening()).catch(() => undefined)
    stopListening = undefined
    recentlyPublished.clear()
  }

  changes.subscribe(publish)

  return {
    subscribe: (owner, since, onChange) => {
      if (subscribers.size === 0) start()
      const ownerSubscribers = subscribers.get(owner) ?? new Set()
      subscribers.set(owner, ownerSubscribers.add(onChange))
      let isUnsubscribed = false
      // Subscribed before the replay, so that no change is missed; the subscriber drops duplicates by version.
      void readPages(since - overlapMs, owner, (job) => {
        if (!isUnsubscribed) onChange(job)
      }).catch(() => undefined)
      return () => {
        if (isUnsubscribed) return
        isUnsubscribed = true
        ownerSubscribers.delete(onChange)
        if (ownerSubscribers.size === 0 && subscribers.get(owner) === ownerSubscribers) subscribers.delete(owner)
        if (subscribers.size === 0) stop()
      }
    },
    close: () => {
      subscribers.clear()
      stop()
    },
  }
}
