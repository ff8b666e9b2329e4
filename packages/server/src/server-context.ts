import type { ArchivingConfig } from './media/archiving/archiving'
import type { Callbacks } from './jobs/callbacks'
import type { BeforeCreate } from './jobs/before-create'
import type { Credits } from './jobs/credits'
import type { JobChanges } from './jobs/job-changes'
import type { Allow } from './jobs/permit'
import type { Upstreams } from './jobs/upstreams'
import type { ServerEvent } from './server-event'
import type { Job } from './store/job'
import type { Limits, QueueLimits, TotalLimits } from './store/limits'
import type { Store } from './store/store'
import type { DeclaredGrid, Upstream } from './upstream/upstream'

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
  /** The owners' credits; undefined if nothing is debited. */
  credits: Credits | undefined
  /** Lets creates wait for a place among the active jobs; undefined rejects them. */
  whenFull: QueueLimits | undefined
  /** The URLs that providers call; undefined without a `publicURL`. */
  callbacks: Callbacks | undefined
  /** Whether a running job may become idle: its provider reports its end, and no client is present for the job. */
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
