import type { Job } from './store/job'

/** Who waits for which job here. */
export interface Presence {
  /** Somebody reads this job. */
  touch(id: string): void
  /** Whether somebody has read it lately. */
  isPresent(job: Job): boolean
}

/** A reader who waits comes again within this time, in milliseconds. */
const attention = 60_000
const remembered = 10_000

export function createPresence(now: () => number): Presence {
  const seen = new Map<string, number>()
  return {
    touch: (id) => {
      // Oldest first, so that the forgotten ones are at the front.
      seen.delete(id)
      seen.set(id, now())
      const [oldest] = seen.keys()
      if (seen.size > remembered && oldest !== undefined) seen.delete(oldest)
    },
    isPresent: ({ video: { id } }) => now() - (seen.get(id) ?? -Infinity) < attention,
  }
}
