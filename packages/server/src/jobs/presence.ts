import type { Job } from '../store/job'

/** Presence: for which jobs a client probably waits, because it read them recently or its owner has an event stream. */
export interface Presence {
  /** Records a read of this job. */
  touch(id: string): void
  /** Records an open event stream of this owner. */
  enter(owner: string): void
  /** One of the owner's event streams has ended. */
  leave(owner: string): void
  /** Whether the owner has an open event stream, or the job was read within the last minute. */
  isPresent(job: Job): boolean
}

/** A waiting client polls again within this time. */
const presenceMs = 60_000
const maxEntries = 10_000

export function createPresence(now: () => number): Presence {
  const readAt = new Map<string, number>()
  const openStreams = new Map<string, number>()
  return {
    touch: (id) => {
      // Deleted first, so that the map stays in the order of reading and its first entry is the oldest.
      readAt.delete(id)
      readAt.set(id, now())
      const [oldest] = readAt.keys()
      if (readAt.size > maxEntries && oldest !== undefined) readAt.delete(oldest)
    },
    enter: (owner) => void openStreams.set(owner, (openStreams.get(owner) ?? 0) + 1),
    leave: (owner) => {
      const remaining = (openStreams.get(owner) ?? 1) - 1
      if (remaining > 0) openStreams.set(owner, remaining)
      else openStreams.delete(owner)
    },
    isPresent: ({ owner, video: { id } }) =>
      openStreams.has(owner) || now() - (readAt.get(id) ?? -Infinity) < presenceMs,
  }
}
