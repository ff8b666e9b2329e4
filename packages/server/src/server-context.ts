import type { CreateVideo } from '@dailies/core'
import type { ArchivingConfig } from './media/archiving/archiving'
import type { JobChanges } from './jobs/job-changes'
import type { Allow } from './jobs/permit'
import type { Upstreams } from './jobs/upstreams'
import type { ServerEvent } from './server-event'
import type { Job, CreateOperation } from './store/job'
import type { Limits, TotalLimits } from './store/limits'
import type { Store } from './store/store'
import type { DeclaredGrid, Upstream } from './upstream/upstream'

/** A create request that has passed validation, as the `beforeCreate` hook receives it. */
export interface BeforeCreateInput {
  /** The owner who sent the request. */
  owner: string
  /** The kind of request. */
  operation: CreateOperation
  /** The request as it will be sent upstream, with its defaults. */
  request: CreateVideo
  /** The model of the new video, also of a remix, an edit or an extension; empty if the upstream decides. */
  model: string
  /** The pixels of the new video, such as `1280x720`; empty if the upstream decides. */
  size: string
  /** The whole length of the new video in seconds, also of an extension; empty if it is not known. */
  seconds: string
  /** The uploaded video it starts from, with `allowVideoUploads`. Its content is not moderated yet. */
  uploadedVideo?: Blob
  /** Estimated cost, in the currency of the capabilities; undefined if no price is known. */
  cost: number | undefined
}

/**
 * Moderation hook of a create: returns a message for the user to reject the request with 403 `forbidden`, or undefined
 * to allow it.
 */
export type BeforeCreate = (input: BeforeCreateInput) => string | undefined | Promise<string | undefined>

/** Dependencies and settings that the modules of one server share. */
export interface ServerContext {
  /** Every call of an upstream ends in time; so do those of the store and the archive. */
  upstreams: Upstreams
  store: Store
  /** What the operator allows; undefined allows everything. */
  allow: Allow | undefined
  /** Undefined without an archive: files are then proxied from the upstream. */
  archiving: ArchivingConfig | undefined
  /** The option `spritesheet`, which replaces what an upstream declares. */
  grid: DeclaredGrid | undefined
  /** Unix milliseconds. */
  now: () => number
  limitsOf(owner: string): Promise<Limits>
  /** Limits over all owners. */
  totalLimits: TotalLimits
  /** Whether the operator accepts no new videos at present. */
  isPaused(): Promise<boolean>
  beforeCreate: BeforeCreate | undefined
  /** Whether a running job may become idle: its upstream sends webhooks, and no client is present for the job. */
  mayIdle(upstream: Upstream, job: Job): boolean
  /** Every change of a job that an owner can see is published here. */
  changes: JobChanges
  emit(event: ServerEvent): void
  /** Lets work continue after the response was sent. */
  waitUntil(work: Promise<unknown>): void
  /** Whether an unanswered create request is resolved by the upstream's list. */
  adoptOrphans: boolean
  /** Time from creation after which a running job fails provisionally. */
  deadlineMs: number
  /** How long the rows of deleted videos and the records of creates are kept. */
  purgeAfterMs: number
}
