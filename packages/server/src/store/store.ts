import type { VideoError } from '@dailies/core'
import type { Job } from './job'
import type { Limits, Usage } from './limits'

/** What a reservation is bound to, beside the job itself. */
export interface ReserveOptions {
  /** The client's key and a digest of everything it sent with it. */
  idempotency?: {
    /** Unique for one owner. */
    key: string
    /** Of the fields and files; the same key with another is a conflict. */
    fingerprint: string
  }
  /** What the owner may use. */
  limits: Limits
  /** Leases the new job to whoever reserves it. */
  lease: Lease
}

/** Who works on a job, and until when nobody else may. */
export interface Lease {
  /** Opaque; another one for every instance. */
  holder: string
  /** Unix milliseconds. */
  until: number
}

/** What became of a reservation. */
export type Reservation =
  /** The row is written. */
  | { outcome: 'reserved'; job: Job }
  /** The same intent was sent before: this is its job. */
  | { outcome: 'repeated'; job: Job }
  /** The same key was sent before with something else. */
  | { outcome: 'conflict' }
  /** A limit is reached. */
  | { outcome: 'limited'; refusal: VideoError }

/** One page of an owner's videos. */
export interface JobPage {
  /** In the order that was asked for. */
  jobs: Job[]
  /** There is a next page. */
  hasMore: boolean
}

/** How long jobs of one kind have taken, in seconds. */
export interface MeasuredDurations {
  /** Its id. */
  model: string
  /** Pixels, as `1280x720`. */
  size: string
  /** Length of the films in seconds, as a string. */
  seconds: string
  /** The most recent ones. */
  durations: number[]
}

/**
 * Changes a job in one step; undefined leaves it as it is. It may be called again with a newer job, so it has no effect of its own.
 */
export type JobReducer = (job: Job) => Job | undefined

/**
 * Where jobs live: whole operations, each of which happens entirely or not at all, whoever else works on the same rows. Times are Unix
 * milliseconds and come from the caller. Every implementation passes the same conformance suite.
 */
export interface Store {
  /** Judges limits and idempotency and writes the row, all in one step, before the upstream is called. */
  reserve(job: Job, terms: ReserveOptions): Promise<Reservation>
  /** Brings in a job that exists upstream already; the row that has this reference, whosever it is, where there is one. */
  adopt(job: Job, refKey: string): Promise<Job>
  /** Leases jobs that are due and not leased, the longest due first; with an id only that one. */
  claim(options: { lease: Lease; now: number; limit: number; id?: string }): Promise<Job[]>
  /** Lengthens a lease that is still held. */
  renew(id: string, lease: Lease): Promise<void>
  /**
   * Folds news into a job. With a holder it happens only while that holder has the lease, and ends it; null where the lease was lost or
   * the job is not there. All else happens only where the fold changed something: with `freesKey` the idempotency key is free again; with
   * `refKey` the reference becomes known to `notice` and `adopt`. With `exclusiveSince` too, null where another row has this reference and
   * changed at that time or later.
   */
  saveUpdate(
    id: string,
    fold: JobReducer,
    options?: { holder?: string; refKey?: string; exclusiveSince?: number; freesKey?: boolean },
  ): Promise<Job | null>
  /** Hides a job from its owner for good and makes it due, so that the upstream is told; null where this owner has none of this id. */
  delete(owner: string, id: string, now: number): Promise<Job | null>
  /** Deleted ones too: the caller judges. */
  retrieve(id: string): Promise<Job | null>
  /** Those that are not deleted; `after` is an id, which need not be there any more. */
  list(owner: string, page: { limit: number; order: 'asc' | 'desc'; after?: string }): Promise<JobPage>
  /** Everything changed at or after this time, of one owner or of all, deletions included, oldest first. */
  changes(options: { since: number; limit: number; owner?: string }): Promise<Job[]>
  /** Which of these references have a row. */
  claimed(refKeys: string[]): Promise<string[]>
  /** Jobs whose submission was not answered, deleted ones too. */
  unanswered(): Promise<Job[]>
  /** Makes the job of a reference due, now or as soon as the reference is known; false where this delivery came before. */
  recordWebhook(delivery: string, refKey: string, now: number): Promise<boolean>
  /** What an owner has used of every limit. */
  usage(owner: string, now: number): Promise<Usage>
  /** How long completed jobs took, by kind; deleted ones count too. */
  durations(): Promise<MeasuredDurations[]>
  /** A random key made once for this store, the same for every instance: it signs what our own answers carry. */
  secret(): Promise<string>
  /** Calls back when any instance has changed something. A store without it is asked each second instead. */
  listen?(onChange: () => void): Promise<() => void>
  /** Lets go of connections; called once, by the server's `close`. */
  close?(): Promise<void>
}
