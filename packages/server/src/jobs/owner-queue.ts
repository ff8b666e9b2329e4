import type { ServerContext } from '../server-context'
import { isActive } from '../store/job'

/** How soon a new waiting job is tried: where nothing tells this process that a place is free, the polls find out. */
export const firstAdmissionMs = 2_000

/** When a waiting job is tried again, in milliseconds, if no change of its owner makes it due before. */
export const admissionDelayMs = (position: number): number => (position === 0 ? firstAdmissionMs : 15_000)

/** Makes the waiting jobs of an owner due when one of the owner's jobs ends in this process. */
export interface OwnerQueue {
  /** Watches an owner who has waiting jobs. */
  watch(owner: string): void
}

export function createOwnerQueue({ store, changes, now, waitUntil }: ServerContext, wake: () => void): OwnerQueue {
  const owners = new Set<string>()
  changes.subscribe((job) => {
    const { owner } = job
    if (!owners.has(owner) || isActive(job) || job.phase.name === 'waiting') return
    waitUntil(
      store.wakeWaiting(owner, now()).then((count) => {
        if (count === 0) owners.delete(owner)
        else wake()
      }),
    )
  })
  return { watch: (owner) => void owners.add(owner) }
}
