import type { CreateVideo, ModelCapabilities } from '@dailies/core'
import type { Archiving } from './archiving/archiving'
import type { ServerEvent } from './server-event'
import type { Job, CreateVerb } from './store/job'
import type { Limits } from './store/limits'
import type { Store } from './store/store'
import type { DeclaredGrid, Upstream } from './upstream/upstream'

/** A submission that is right in every other way. */
export interface BeforeCreateInput {
  /** Who asks. */
  owner: string
  /** What is asked. */
  verb: CreateVerb
  /** As it will go upstream, with model, size and seconds filled in where the capabilities name them. */
  request: CreateVideo
  /** The film of another place it starts from, with `allowVideoUploads`; nobody has looked at it yet. */
  film?: Blob
  /** What it will cost, in the currency of the capabilities; undefined where no price is known. */
  cost: number | undefined
}

/** Gives a reason for people where it refuses. */
export type BeforeCreate = (submission: BeforeCreateInput) => string | undefined | Promise<string | undefined>

/** What the rooms of one server share: its far ends, its clock and its say. */
export interface ServerContext {
  upstream: Upstream
  store: Store
  /** What the operator allows of what the upstream offers; empty where the upstream names no models. */
  models: ModelCapabilities[]
  /** Where files are copied to; undefined where they are only passed on. */
  archiving: Archiving | undefined
  /** How the upstream cuts its spritesheets, where that is known. */
  grid: DeclaredGrid | undefined
  /** Unix milliseconds. */
  now: () => number
  limitsOf(owner: string): Promise<Limits>
  beforeCreate: BeforeCreate | undefined
  /** Whether a running job may be left alone: the upstream tells of its end, and nobody here waits for it. */
  mayIdle(job: Job): boolean
  /** Tells whoever listens that the owner can see a change. */
  emitChange(job: Job): void
  emit(event: ServerEvent): void
  /** Lets work go on after the answer was sent. */
  waitUntil(work: Promise<unknown>): void
  /** Adopts a listed job for a submission that was never answered. */
  adoptOrphans: boolean
  /** Milliseconds an upstream may take to answer a submission. */
  createTimeoutMs: number
  /** Milliseconds an upstream may take to answer a look. */
  pollTimeoutMs: number
  /** Milliseconds from creation after which a job is given up. */
  deadlineMs: number
}
