import type { VideoError } from '@dailies/core'
import type { Job, JobWork } from './job'
import type { Limits, QueueLimits, TotalLimits, Usage } from './limits'
import type { OutboxRule, OutboxStore } from './outbox'
import type { ShareStore } from './shares'
import type { OwnerStore } from './owners'
import type { RequestFile } from './request-files'

/** Options of every operation that writes a job. */
export interface WriteOptions {
  /**
   * What the change puts into the outbox, in the same transaction. The server passes it to each of these operations.
   * @default nothing
   */
  outbox?: OutboxRule
}

/** Options of `Store.reserve`: idempotency key, limits and lease of the new job. */
export interface ReserveOptions extends WriteOptions {
  /** The client's idempotency key, and a digest of the request it was sent with. */
  idempotency?: {
    /** Unique per owner. */
    key: string
    /** A digest of the fields and files; the same key with another fingerprint is a conflict. */
    fingerprint: string
  }
  /** The owner's limits. */
  limits: Limits
  /** Limits over all owners. @default none */
  totalLimits?: TotalLimits
  /**
   * Lets the job wait where only limits of active jobs are used up, or others wait before it.
   * @default a used up limit is an error
   */
  queue?: QueueLimits & {
    /** The job as it is stored then, due later and without a lease; the store sets its `queuePosition`. */
    job: Job
    /** Its files. */
    files: RequestFile[]
  }
  /** Leases the new job to the caller, unless it waits. */
  lease: Lease
  /** The files of the request; stored if the job's `upstreamRequest.files` is `stored`. @default none */
  files?: RequestFile[]
}

/** A lease: the exclusive right to work on a job until it expires. */
export interface Lease {
  /** An opaque id, unique per lease. */
  id: string
  /** Expiry, in Unix milliseconds. */
  expiresAt: number
}

/** No lease is longer, in milliseconds. */
export const maxLeaseMs = 60_000

/** A job, and the id of the lease under which a process works on it. */
export interface HeldLease {
  /** The id of the job. */
  id: string
  /** The id of the lease. */
  leaseId: string
}

/** Options of `Store.list`. */
export interface ListOptions {
  /** Maximum number of jobs. */
  limit: number
  /** By creation. */
  order: 'asc' | 'desc'
  /** The id of the last job of the previous page. */
  after?: string
  /** Pairs that all of them have. */
  metadata?: Readonly<Record<string, string>>
}

/** Options of `Store.claim`. */
export interface ClaimOptions {
  /** The upstream whose jobs are claimed. */
  upstreamId: string
  /** Only jobs whose next step is work of this kind: `poll`, `files` (copies, deletions of files) or `create` (retries). */
  work: JobWork
  /** The lease of every claimed job. */
  lease: Lease
  /** Unix milliseconds. */
  now: number
  /** Maximum number of jobs. */
  limit: number
  /** Only this job. */
  id?: string
  /** No jobs of these owners, whose slots are all taken. @default none */
  exceptOwners?: readonly string[]
}

/** The outcome of `Store.reserve`. */
export type Reservation =
  /** The row was inserted. */
  | { outcome: 'reserved'; job: Job }
  /** The same idempotency key and fingerprint exist: the job of the earlier request. */
  | { outcome: 'duplicate'; job: Job }
  /** The same idempotency key exists with another fingerprint. */
  | { outcome: 'conflict' }
  /** A limit is exceeded; `error` is the error for the client. */
  | { outcome: 'limited'; error: VideoError }
  /** The owner is being deleted. */
  | { outcome: 'owner_deleted' }
  /** The idempotency key is that of a video which was erased with its owner. */
  | { outcome: 'erased' }

/** Options of `Store.admit`. */
export interface AdmitOptions extends WriteOptions {
  /** The caller's lease on the job, which it keeps. */
  leaseId: string
  /** The owner's limits, of which only that of active jobs counts here. */
  limits: Limits
  /** Limits over all owners, of which only that of active jobs counts here. */
  totalLimits: TotalLimits
  /** Unix milliseconds. */
  now: number
}

/** The outcome of `Store.admit`. */
export type Admission =
  /** It has a place, and is `starting`. */
  | { outcome: 'admitted'; job: Job }
  /** It stays as it is; so many jobs of its owner wait before it. */
  | { outcome: 'held'; position: number }

/** One page of an owner's jobs, for cursor pagination. */
export interface JobPage {
  /** In the requested order. */
  jobs: Job[]
  /** Whether there is a next page. */
  hasMore: boolean
}

/** Measured durations of completed jobs with the same model, size and length. */
export interface MeasuredDurations {
  /** The model id. */
  model: string
  /** Pixels, such as `1280x720`. */
  size: string
  /** Length of the videos in seconds, as a string. */
  seconds: string
  /** The durations of the most recent jobs, in seconds, newest first. */
  durations: number[]
}

/**
 * A reducer that changes a job atomically; undefined leaves it unchanged. It must be pure, because it may be called
 * again with a newer job. A job with a new version gets the owner's next `ownerSeq`; a job whose `upstreamRequest.files`
 * is no longer `stored` loses its stored files.
 */
export type JobReducer = (job: Job) => Job | undefined

/**
 * The database of the jobs. Every operation is atomic, also with concurrent operations of other instances on the same
 * rows. Times are Unix milliseconds and are passed in by the caller. Every implementation must pass the conformance
 * suite, `storeSuite`.
 */
export interface Store extends OutboxStore, OwnerStore, ShareStore {
  /** The owner's job with this idempotency key, also a deleted one, with the fingerprint of its request. */
  findByKey(owner: string, key: string): Promise<{ job: Job; fingerprint: string } | null>
  /** Checks idempotency and limits and inserts the row, atomically, before the upstream is called. */
  reserve(job: Job, options: ReserveOptions): Promise<Reservation>
  /**
   * Moves a waiting job to `starting` if it is the first of its owner and the limits have a place for it, atomically; null
   * if it does not wait any more, or the lease was lost.
   */
  admit(id: string, options: AdmitOptions): Promise<Admission | null>
  /** Makes the waiting jobs of an owner due at this time, at the latest. Resolves with their number. */
  wakeWaiting(owner: string, now: number): Promise<number>
  /**
   * Inserts a job that already exists upstream. If a row of any owner has this reference, returns that row instead; null
   * if the owner is being deleted.
   */
  insertExisting(job: Job, refKey: string, options?: WriteOptions): Promise<Job | null>
  /**
   * Leases jobs of this upstream that are due and not leased, the longest due first. A lease that expires more than
   * `maxLeaseMs` after `now` is from before the clock was set back, and counts as expired. Reads no more rows than it
   * leases, however many are due, except those of `exceptOwners`.
   */
  claim(options: ClaimOptions): Promise<Job[]>
  /** The ids of the upstreams that have jobs with work left, now or later. Reads one row for each. */
  listDueUpstreams(): Promise<string[]>
  /**
   * Makes every job of this upstream that is due later due so much earlier, but not before `now`: after the clock was
   * set back.
   */
  shiftDue(options: { upstreamId: string; byMs: number; now: number }): Promise<void>
  /** The time of the last change of any owner; null before the first. */
  lastChangeAt(): Promise<number | null>
  /** Renews the leases of these jobs that are still held, in one update. Waits for a lock, like every write. */
  renew(held: readonly HeldLease[], expiresAt: number): Promise<void>
  /**
   * Applies a reducer to a job and saves the result.
   *
   * - `leaseId`: the update happens only while this lease is held, and releases it, unless `keepsLease`.
   * - `refKey`: saves the key of the upstream reference, for `recordWebhook`, `insertExisting` and `assignedRefKeys`.
   * - `ifRefUnusedSince`: the update happens only if no other row with this `refKey` changed at that time or later.
   * - `freesIdempotencyKey`: releases the idempotency key.
   *
   * `refKey` and `freesIdempotencyKey` take effect only if the reducer returns a job.
   *
   * @returns the current job; null if the job does not exist, the lease was lost or `ifRefUnusedSince` is violated
   */
  saveUpdate(
    id: string,
    reducer: JobReducer,
    options?: WriteOptions & {
      leaseId?: string
      keepsLease?: boolean
      refKey?: string
      ifRefUnusedSince?: number
      freesIdempotencyKey?: boolean
    },
  ): Promise<Job | null>
  /** Soft-deletes a job and makes it due, so that it is deleted upstream, too; null if this owner has no such job. */
  delete(owner: string, id: string, now: number, options?: WriteOptions): Promise<Job | null>
  /** Returns the job, also a deleted one or another owner's: the caller checks that. */
  retrieve(id: string): Promise<Job | null>
  /**
   * Lists one page of an owner's jobs that are not deleted; `after` is the id of a job, which may be deleted. With
   * `metadata` only those that have all of these pairs, at least one.
   */
  list(owner: string, page: ListOptions): Promise<JobPage>
  /** As `list`, over all owners. */
  listAll(page: Omit<ListOptions, 'metadata'>): Promise<JobPage>
  /** The position of the owner's last change; 0 before the first. */
  ownerSeq(owner: string): Promise<number>
  /**
   * Lists the owner's jobs whose last change is after this position, including deleted ones, in the order of their
   * positions. No change before the last returned position can appear later.
   */
  ownerChanges(owner: string, options: { afterSeq: number; limit: number }): Promise<Job[]>
  /** The owners with a change at or after a time, with the position of their last change. */
  changedOwners(since: number): Promise<{ owner: string; seq: number }[]>
  /** The stored files of a job's unanswered create request, in the order of the request. */
  requestFiles(id: string): Promise<RequestFile[]>
  /** Returns those of the reference keys that already belong to a row. */
  assignedRefKeys(refKeys: string[]): Promise<string[]>
  /** Lists the jobs of this upstream whose create request got no response, including deleted ones. */
  listUnconfirmed(upstreamId: string): Promise<Job[]>
  /**
   * Makes the job of a reference due, now or as soon as the reference is saved; false if this delivery was already
   * recorded.
   */
  recordWebhook(delivery: string, refKey: string, now: number): Promise<boolean>
  /**
   * Deletes what is kept only for a time: the rows of videos that were deleted before `before` and have no work or
   * outbox entry left, pseudonymous remains that are over, the records of creates before it, and what webhooks left behind. At most `limit` rows of each kind.
   *
   * @returns how many rows were deleted; 0 when nothing is left to delete
   */
  purge(options: { before: number; now: number; limit: number }): Promise<number>
  /** The owner's usage of every limit. */
  usage(owner: string, now: number): Promise<Usage>
  /** The durations of completed jobs by model, size and length; deleted jobs count, too. */
  durations(): Promise<MeasuredDurations[]>
  /** A random secret, generated once and shared by all instances; it signs content URLs and viewer ids. */
  secret(): Promise<string>
  /**
   * Subscribes to changes by any instance; resolves with the unsubscribe function. A store without it is read each
   * second, and one with it every three seconds, because notifications may not arrive.
   */
  listen?(onChange: () => void): Promise<() => void>
  /** Closes all connections; called once, by the server's `close`. */
  close?(): Promise<void>
}
