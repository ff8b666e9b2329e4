import { lookAt } from './look'
import type { Durations } from './durations'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import type { Lease } from './store/store'
import { unref } from './unref'

/** Looks at the jobs that are due. Every look goes through the job's lease, so that there is one however many wait for it. */
export interface Watcher {
  /** Looks until nothing is due any more; how many looks that were. */
  tick(): Promise<number>
  /** Looks at one job, if that is due and nobody else does; joins the work where this process is at it. */
  look(id: string): Promise<void>
  /** The same for a job that was just removed: what is under way for it does not count any more, and its copying ends. */
  finish(id: string): Promise<void>
  /** Looks soon, where somebody watches. */
  nudge(): void
  newLease(): Lease
  /** Works on a leased job and holds the lease meanwhile. */
  hold<T>(id: string, lease: Lease, work: () => Promise<T>): Promise<T>
  start(): void
  readonly isStarted: boolean
  /** Starts nothing new, and waits for what is under way. */
  close(): Promise<void>
}

/** Short, so that the jobs of a dead instance are taken over soon; renewed while work lasts. Milliseconds. */
const leaseFor = 15_000
const renewEvery = 5_000
const rhythm = 1_000
const atOnce = 16

export function createWatcher(context: ServerContext, durations: Durations): Watcher {
  const { store, now } = context
  const instance = crypto.randomUUID()
  const held = new Map<string, { lease: Lease; work: Promise<unknown>; copying?: AbortController | undefined }>()
  /** Copies into the archive, which no look has to wait for. */
  const copies = new Set<Promise<void>>()
  let leases = 0
  let renewal: ReturnType<typeof setInterval> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let ticking: Promise<number> | undefined
  let isStarted = false
  let isClosed = false

  const newLease = (): Lease => ({ holder: `${instance}.${(leases += 1)}`, until: now() + leaseFor })

  async function renew(): Promise<void> {
    const until = now() + leaseFor
    await Promise.all([...held].map(([id, { lease }]) => store.renew(id, { holder: lease.holder, until })))
  }

  async function hold<T>(id: string, lease: Lease, work: () => Promise<T>, copying?: AbortController): Promise<T> {
    const running = work()
    held.set(id, { lease, work: running, copying })
    // A renewal that fails leaves the lease to lapse, which is what leases are for.
    renewal ??= unref(setInterval(() => void renew().catch(() => undefined), renewEvery))
    try {
      return await running
    } finally {
      if (held.get(id)?.work === running) held.delete(id)
      if (held.size === 0) {
        clearInterval(renewal)
        renewal = undefined
      }
    }
  }

  async function claimAndLook(limit: number, id?: string): Promise<number> {
    const lease = newLease()
    const jobs = await store.claim({ lease, now: now(), limit, ...(id !== undefined && { id }) })
    await Promise.all(
      jobs.map((job) => {
        const { id, status } = job.video
        if (status === 'completed' && job.removedAt === null) return copy(job, lease)
        return hold(id, lease, () => lookAt(context, durations, job, lease.holder))
      }),
    )
    return jobs.length
  }

  function copy(job: Job, lease: Lease): void {
    const controller = new AbortController()
    if (isClosed) controller.abort()
    const archive = async (): Promise<void> => {
      const { archiveFiles } = await import('./archiving/archive-files')
      await archiveFiles(context, job, lease.holder, controller.signal)
    }
    // A copy that fails in a way of its own leaves the lease to lapse, and is begun again.
    const copying = hold(job.video.id, lease, archive, controller).catch(() => undefined)
    copies.add(copying)
    context.waitUntil(copying.finally(() => copies.delete(copying)))
  }

  async function tickOnce(): Promise<number> {
    let looks = 0
    for (;;) {
      const count = isClosed ? 0 : await claimAndLook(atOnce)
      if (count === 0) return looks
      looks += count
    }
  }

  const beat = (): Promise<number> => (ticking ??= tickOnce().finally(() => (ticking = undefined)))

  async function tick(): Promise<number> {
    let looks = 0
    for (;;) {
      looks += await beat()
      if (copies.size === 0 || isClosed) return looks
      await Promise.all(copies)
    }
  }

  function schedule(wait: number): void {
    clearTimeout(timer)
    timer = unref(
      setTimeout(() => {
        // The store may be away for a moment; the next beat asks again.
        void beat()
          .catch(() => undefined)
          .then(() => isStarted && !isClosed && schedule(rhythm))
      }, wait),
    )
  }

  return {
    tick,
    newLease,
    hold,
    look: async (id) => {
      const { work, copying } = held.get(id) ?? {}
      if (work && !copying) await work.catch(() => undefined)
      else await claimAndLook(1, id)
    },
    finish: async (id) => {
      held.get(id)?.copying?.abort()
      await claimAndLook(1, id)
    },
    nudge: () => {
      if (isStarted && !isClosed) schedule(0)
    },
    start: () => {
      if (isStarted || isClosed) return
      isStarted = true
      schedule(0)
    },
    get isStarted() {
      return isStarted
    },
    close: async () => {
      isClosed = true
      for (const { copying } of held.values()) copying?.abort()
      clearTimeout(timer)
      // A look that is under way may still begin a copy, which ends at once.
      await Promise.allSettled([ticking])
      // The copy of a removed film is held no more, since its removal is, but works on.
      await Promise.allSettled([...[...held.values()].map(({ work }) => work), ...copies])
      clearInterval(renewal)
    },
  }
}
