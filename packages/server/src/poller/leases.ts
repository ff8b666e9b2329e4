import type { Lease, Store } from '../store/store'
import { unref } from '../unref'

/** Running work on a job, under its lease. */
interface LeasedWork {
  lease: Lease
  work: Promise<unknown>
  /** Set if the work copies files: it can be aborted, and no poll has to wait for it. */
  copying?: AbortController | undefined
}

/** The leases of this process. A lease gives one process the exclusive right to work on a job. */
export interface Leases {
  createLease(): Lease
  /** Does work on a leased job, and renews the lease until it is done. */
  runWithLease<T>(id: string, lease: Lease, work: () => Promise<T>, copying?: AbortController): Promise<T>
  /** The running work of this process on a job. */
  currentWork(id: string): LeasedWork | undefined
  /** Aborts all file copies, and waits for all leased work. */
  close(): Promise<void>
}

/** Short, so that the jobs of a crashed instance are soon taken over; renewed while work lasts. */
const leaseMs = 15_000
const renewalIntervalMs = 5_000

export function createLeases(store: Pick<Store, 'renew'>, now: () => number): Leases {
  const instance = crypto.randomUUID()
  const leased = new Map<string, LeasedWork>()
  let count = 0
  let renewal: ReturnType<typeof setInterval> | undefined

  let isRenewing = false

  async function renew(): Promise<void> {
    if (isRenewing) return
    isRenewing = true
    const held = [...leased].map(([id, { lease }]) => ({ id, leaseId: lease.id }))
    // After a failed renewal the lease lapses, and another process can take the job over.
    await store.renew(held, now() + leaseMs).catch(() => undefined)
    isRenewing = false
  }

  return {
    createLease: () => ({ id: `${instance}.${(count += 1)}`, expiresAt: now() + leaseMs }),
    runWithLease: async (id, lease, work, copying) => {
      const own: LeasedWork = { lease, work: Promise.resolve(), copying }
      // Set before the work begins, so that the work itself can check whether it still holds the lease.
      leased.set(id, own)
      renewal ??= unref(setInterval(() => void renew(), renewalIntervalMs))
      try {
        const running = work()
        own.work = running
        return await running
      } finally {
        if (leased.get(id) === own) leased.delete(id)
        if (leased.size === 0) {
          clearInterval(renewal)
          renewal = undefined
        }
      }
    },
    currentWork: (id) => leased.get(id),
    close: async () => {
      for (const { copying } of leased.values()) copying?.abort()
      await Promise.allSettled([...leased.values()].map(({ work }) => work))
      clearInterval(renewal)
    },
  }
}
