import { lookAt } from './look'
import type { Durations } from './durations'
import type { ServerContext } from './server-context'
import type { Lease } from './store/store'

/** Looks at the jobs that are due. Every look goes through the job's lease, so that there is one however many wait for it. */
export interface Watcher {
  /** Looks until nothing is due any more; how many looks that were. */
  tick(): Promise<number>
  /** Looks at one job, if that is due and nobody else does; joins the look where this process does. */
  look(id: string): Promise<void>
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
  const held = new Map<string, { lease: Lease; work: Promise<unknown> }>()
  let leases = 0
  let renewal: unknown
  let timer: unknown
  let ticking: Promise<number> | undefined
  let isStarted = false
  let isClosed = false

  const newLease = (): Lease => ({ holder: `${instance}.${(leases += 1)}`, until: now() + leaseFor })

  async function renew(): Promise<void> {
    const until = now() + leaseFor
    await Promise.all([...held].map(([id, { lease }]) => store.renew(id, { holder: lease.holder, until })))
  }

  async function hold<T>(id: string, lease: Lease, work: () => Promise<T>): Promise<T> {
    const running = work()
    held.set(id, { lease, work: running })
    // A renewal that fails leaves the lease to lapse, which is what leases are for.
    renewal ??= unref(setInterval(() => void renew().catch(() => undefined), renewEvery))
    try {
      return await running
    } finally {
      if (held.get(id)?.work === running) held.delete(id)
      if (held.size === 0) {
        clearInterval(renewal as never)
        renewal = undefined
      }
    }
  }

  async function claimAndLook(limit: number, id?: string): Promise<number> {
    const lease = newLease()
    const jobs = await store.claim({ lease, now: now(), limit, ...(id !== undefined && { id }) })
    await Promise.all(jobs.map((job) => hold(job.video.id, lease, () => lookAt(context, durations, job, lease.holder))))
    return jobs.length
  }

  async function tickOnce(): Promise<number> {
    let looks = 0
    for (;;) {
      const count = isClosed ? 0 : await claimAndLook(atOnce)
      if (count === 0) return looks
      looks += count
    }
  }

  const tick = (): Promise<number> => (ticking ??= tickOnce().finally(() => (ticking = undefined)))

  function schedule(wait: number): void {
    clearTimeout(timer as never)
    timer = unref(
      setTimeout(() => {
        // The store may be away for a moment; the next beat asks again.
        void tick()
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
      const work = held.get(id)?.work
      if (work) await work.catch(() => undefined)
      else await claimAndLook(1, id)
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
      clearTimeout(timer as never)
      await Promise.allSettled([ticking, ...[...held.values()].map(({ work }) => work)])
      clearInterval(renewal as never)
    },
  }
}

/** Where timers are objects that keep a process alive (Node), this one does not. */
function unref<T>(timer: T): T {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref()
  return timer
}
