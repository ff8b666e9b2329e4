import type { Job } from './store/job'
import type { Store } from './store/store'
import { unref } from './unref'

/** Tells streams what their owners can see change, wherever it was changed. */
export interface ChangeFeed {
  /** A change made here, told at once. */
  publish(job: Job): void
  /** Everything of this owner since that time, then every change; the answer ends it. */
  follow(owner: string, since: number, onChange: (job: Job) => void): () => void
  /** Whether somebody follows this owner's changes. */
  isFollowed(owner: string): boolean
  close(): void
}

/** What a feed stands on. */
export interface FeedOptions {
  store: Store
  /** Unix milliseconds. */
  now: () => number
  /** Called each second while somebody follows. */
  onTick: () => void
}

/** A change may be committed later than its time says, and clocks of instances differ: so each reading goes back this far, in milliseconds. */
const overlap = 10_000
const rhythm = 1_000
const pageSize = 200

export function createFeed({ store, now, onTick }: FeedOptions): ChangeFeed {
  const followers = new Map<string, Set<(job: Job) => void>>()
  /** What was told within the overlap, so that it is not told again. */
  const told = new Map<string, Job>()
  let cursor = 0
  let beat: ReturnType<typeof setInterval> | undefined
  let reading: Promise<void> | undefined
  let isReadAgain = false
  let unlisten: Promise<() => void> | undefined

  function publish(job: Job): void {
    const { id } = job.video
    if (followers.size === 0 || (told.get(id)?.version ?? -1) >= job.version) return
    told.set(id, job)
    for (const follower of followers.get(job.owner) ?? []) follower(job)
  }

  async function pages(since: number, owner: string | undefined, onJob: (job: Job) => void): Promise<void> {
    for (let from = since; ;) {
      const jobs = await store.changes({ since: from, limit: pageSize, ...(owner !== undefined && { owner }) })
      for (const job of jobs) onJob(job)
      const last = jobs.at(-1)
      if (!last || jobs.length < pageSize) return
      // A page within one millisecond would be read for ever.
      from = Math.max(last.changedAt, from + 1)
    }
  }

  async function readOnce(): Promise<void> {
    const started = now()
    await pages(cursor - overlap, undefined, publish)
    cursor = started
    for (const [id, job] of told) if (job.changedAt < started - 2 * overlap) told.delete(id)
  }

  /** One reading at a time; whoever asks meanwhile gets one more after it. */
  function read(): void {
    if (reading) {
      isReadAgain = true
      return
    }
    // A store that is away for a moment is asked again at the next beat.
    reading = readOnce()
      .catch(() => undefined)
      .then(() => {
        reading = undefined
        if (!isReadAgain || followers.size === 0) return
        isReadAgain = false
        read()
      })
  }

  function wake(): void {
    cursor = now()
    unlisten = store.listen?.(read)
    // Where the store cannot tell, it is asked; the store that could not be listened to as well.
    unlisten?.catch(() => (unlisten = undefined))
    beat = unref(
      setInterval(() => {
        onTick()
        if (!unlisten) read()
      }, rhythm),
    )
  }

  function sleep(): void {
    clearInterval(beat)
    void unlisten?.then((stop) => stop()).catch(() => undefined)
    unlisten = undefined
    told.clear()
  }

  return {
    publish,
    isFollowed: (owner) => followers.has(owner),
    follow: (owner, since, onChange) => {
      if (followers.size === 0) wake()
      const own = followers.get(owner) ?? new Set()
      followers.set(owner, own.add(onChange))
      let isOver = false
      // Followed before it is read, so that nothing falls between; versions tell the follower what it knows already.
      void pages(since - overlap, owner, (job) => {
        if (!isOver) onChange(job)
      }).catch(() => undefined)
      return () => {
        if (isOver) return
        isOver = true
        own.delete(onChange)
        if (own.size === 0 && followers.get(owner) === own) followers.delete(owner)
        if (followers.size === 0) sleep()
      }
    },
    close: () => {
      followers.clear()
      sleep()
    },
  }
}
