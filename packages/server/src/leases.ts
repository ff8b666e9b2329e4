import type { Lease, Store } from './store/store'
import { unref } from './unref'

/** Work on a job, under its lease. */
interface Held {
  lease: Lease
  work: Promise<unknown>
  /** Present where the work copies files: it can be ended, and no look has to wait for it. */
  copying?: AbortController | undefined
}

/** The leases of this process. */
export interface Leases {
  newLease(): Lease
  /** Works on a leased job and holds the lease meanwhile. */
  hold<T>(id: string, lease: Lease, work: () => Promise<T>, copying?: AbortController): Promise<T>
  /** The work on this job, where this process is at it. */
  workOn(id: string): Held | undefined
  /** Ends all copying, and waits for everything that is held. */
  close(): Promise<void>
}

/** Short, so that the jobs of a dead instance are taken over soon; renewed while work lasts. Milliseconds. */
const leaseFor = 15_000
const renewEvery = 5_000

export function createLeases(store: Pick<Store, 'renew'>, now: () => number): Leases {
  const instance = crypto.randomUUID()
  const held = new Map<string, Held>()
  let leases = 0
  let renewal: ReturnType<typeof setInterval> | undefined

  async function renew(): Promise<void> {
    const until = now() + leaseFor
    await Promise.all([...held].map(([id, { lease }]) => store.renew(id, { holder: lease.holder, until })))
  }

  return {
    newLease: () => ({ holder: `${instance}.${(leases += 1)}`, until: now() + leaseFor }),
    hold: async (id, lease, work, copying) => {
      const mine: Held = { lease, work: Promise.resolve(), copying }
      // Held before it begins, so that the work itself can see whether it still is.
      held.set(id, mine)
      // A renewal that fails leaves the lease to lapse, which is what leases are for.
      renewal ??= unref(setInterval(() => void renew().catch(() => undefined), renewEvery))
      try {
        const running = work()
        mine.work = running
        return await running
      } finally {
        if (held.get(id) === mine) held.delete(id)
        if (held.size === 0) {
          clearInterval(renewal)
          renewal = undefined
        }
      }
    },
    workOn: (id) => held.get(id),
    close: async () => {
      for (const { copying } of held.values()) copying?.abort()
      await Promise.allSettled([...held.values()].map(({ work }) => work))
      clearInterval(renewal)
    },
  }
}
