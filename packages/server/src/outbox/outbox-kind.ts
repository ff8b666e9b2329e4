import type { Video } from '@dailies/core'
import type { Job } from '../store/job'
import type { NewOutboxEntry, OutboxEntry, OutboxRule } from '../store/outbox'
import type { Json } from '../upstream/upstream'

/** What a delivery may use beside its entry. */
export interface DeliveryContext {
  /** The row as it is now; null if it was erased with its owner. */
  job: Job | null
  /** Converts a job as `videos.retrieve` does. */
  toVideo(job: Job): Promise<Video>
}

/** One kind of entry of the outbox: which changes of a job cause it, and how it is delivered. */
export interface OutboxKind {
  /** Unique and stable: entries in the store have it. Lower-case letters and underscores. */
  name: string
  /** How long after the change the entry is due, in milliseconds; it counts as queued then. @default 0 */
  delayMs?: number
  /**
   * The payload of the entry that this change causes, and undefined if it causes none; `before` is undefined for a new
   * row. It must have no effects. The payload contains no text of the owner, because it outlives a deletion.
   */
  payloadOf(before: Job | undefined, after: Job): Json | undefined
  /** Calls the operator's code. A rejection repeats it later, and so does a call that takes longer than 30 seconds. */
  deliver(entry: OutboxEntry, context: DeliveryContext): Promise<void>
}

/** The rule of a store that writes the entries of these kinds. */
export const outboxRule =
  (kinds: readonly OutboxKind[], now: () => number): OutboxRule =>
  (before, after) =>
    kinds.flatMap((kind): NewOutboxEntry[] => {
      const payload = kind.payloadOf(before, after)
      return payload === undefined ? [] : [{ kind: kind.name, payload, queuedAt: now() + (kind.delayMs ?? 0) }]
    })
