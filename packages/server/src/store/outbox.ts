import type { Json } from '../upstream/upstream'
import type { Job } from './job'
import type { Lease } from './store'

/** An entry that a change of a job puts into the outbox. The store adds the job, its owner and its version. */
export interface NewOutboxEntry {
  /** Which code of the server delivers it, such as `settled`. */
  kind: string
  /** What is delivered beside the row of the job. It contains no text of the owner, because it outlives a deletion. */
  payload: Json
  /** When it is due first, in Unix milliseconds. */
  queuedAt: number
}

/**
 * Decides what a change of a job puts into the outbox; `before` is undefined for a new row. It may be called again for
 * the same change, so it must have no effects.
 */
export type OutboxRule = (before: Job | undefined, after: Job) => NewOutboxEntry[]

/** What identifies an entry. A version of a job has at most one of each kind. */
export interface OutboxKey {
  /** The id of the job. */
  jobId: string
  /** The version of the job after the change. */
  version: number
  /** The kind of the entry. */
  kind: string
}

/** An entry of the outbox: a call to the operator's code that is repeated until it succeeds. */
export interface OutboxEntry extends OutboxKey, NewOutboxEntry {
  /** The owner of the job. */
  owner: string
  /** How often it was claimed for delivery, this time included. */
  attempts: number
}

/** An entry whose delivery was given up. It waits for the operator. */
export interface DeadEntry extends OutboxEntry {
  /** When delivery was given up, in Unix milliseconds. */
  deadAt: number
  /** The message of the last failure. */
  error: string
}

/** The outcome of a failed delivery: it is tried again, or given up. */
export type FailedDelivery =
  | {
      /** The message of the failure. */
      error: string
      /** When to try again, in Unix milliseconds. */
      dueAt: number
    }
  | {
      /** The message of the failure. */
      error: string
      /** When it was given up, in Unix milliseconds. */
      deadAt: number
    }

/** The part of a store that holds the outbox: entries are written by every operation that changes a job. */
export interface OutboxStore {
  /**
   * Leases entries of this kind that are due and not leased, the longest due first, and counts the attempt. A lease
   * that expires more than `maxLeaseMs` after `now` counts as expired.
   */
  claimEntries(options: { kind: string; lease: Lease; now: number; limit: number }): Promise<OutboxEntry[]>
  /** Saves the outcome of a delivery and ends its lease: a delivered entry is deleted. Nothing happens if the lease was lost. */
  saveDelivery(key: OutboxKey, leaseId: string, outcome: 'delivered' | FailedDelivery): Promise<void>
  /** Makes every entry that is due later due so much earlier, but not before `now`: after the clock was set back. */
  shiftEntries(options: { byMs: number; now: number }): Promise<void>
  /** Lists the entries whose delivery was given up, in the order of their keys. */
  listDeadEntries(page: { limit: number; after?: OutboxKey }): Promise<DeadEntry[]>
  /** Makes those of these entries that were given up due again, as if they were new. Resolves with their number. */
  requeueDeadEntries(keys: readonly OutboxKey[], now: number): Promise<number>
  /** Deletes those of these entries that were given up. Resolves with their number. */
  discardDeadEntries(keys: readonly OutboxKey[]): Promise<number>
}
