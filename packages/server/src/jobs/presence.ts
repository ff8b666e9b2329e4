import type { Job } from '../store/job'

/** Presence: which jobs were read recently, so that a client probably waits for them. */
export interface Presence {
  /** Records a read of this job. */
  touch(id: string): void
  /** Whether the job was read within the last minute. */
  isPresent(job: Job): boolean
}

/** A waiting client polls again within this time. */
const presenceMs = 60_000
const maxEntries = 10_000

export function createPresence(now: () => number): Presence {
  const readAt = new Map<string, number>()
  return {
    touch: (id) => {
      // Deleted first, so that the map stays in the order of reading and its first entry is the oldest.
      readAt.delete(id)
      readAt.set(id, now())
      const [oldest] = readAt.keys()
      if (readAt.size > maxEntries && oldest !== undefined) readAt.delete(oldest)
    },
    isPresent: ({ video: { id } }) => now() - (readAt.get(id) ?? -Infinity) < presenceMs,
  }
}
