import type { Asset, CreateVideo, SpritesheetAsset, Video, VideoRequest, VideoVariant } from '@dailies/core'
import type { Json } from '../upstream/upstream'
import type { WithoutFiles } from './request-files'
import type { StoredMetadata } from './stored-metadata'

/** The operations that create a new video and are billed. */
export type CreateOperation = VideoRequest['operation']

/** The fields of a request without its files, as they are stored. */
type RequestFields = WithoutFiles<CreateVideo>

/** The first sight of a job in progress, from which its pace counts. */
export interface JobStart {
  /** When it was seen, in Unix milliseconds. */
  at: number
  /** Its progress then, in percent. */
  progress: number
}

/** What the owner of a job requested. */
export interface JobRequest {
  /** The kind of request. */
  operation: CreateOperation
  /** The fields as the owner sent them; the seconds of an extension and the parameters have their defaults. */
  fields: RequestFields
  /** The parameters that were files, such as `input_reference`, in the order of their bytes in the fingerprint. */
  files: string[]
}

/** A create request as it is sent upstream, stored until the upstream has responded. */
export interface UpstreamRequest {
  /** The kind of request. */
  operation: CreateOperation
  /** The fields, with defaults. A remix, an edit and an extension use the prompt; an extension also uses the seconds. */
  fields: RequestFields
  /**
   * Whether the files of the request are stored beside the row. Without them a request with files cannot be sent again,
   * so they are `dropped` if the upstream cannot deduplicate it, and after a deletion.
   */
  files: 'none' | 'stored' | 'dropped'
  /** The upstream reference of the source video; absent for a create and for an uploaded video. */
  source?: Json
  /** When the request was first sent, in Unix milliseconds. */
  sentAt: number
}

/** A create request that was never sent. */
export type UnsentRequest = Omit<UpstreamRequest, 'sentAt'>

/** What was asked of the owner's credits for a job. */
export interface JobCredit {
  /** How often they were to be debited: twice if the video was completed after its credits had been refunded. */
  debits: 1 | 2
  /** They are to be refunded, whatever becomes of the job. */
  isReturned?: true
}

/** The state of the files, without their URLs, because these depend on the mount path. */
export type JobAssets = Partial<{
  [Variant in VideoVariant]: Omit<Variant extends 'spritesheet' ? SpritesheetAsset : Asset, 'url'>
}>

/** Consecutive 404 responses of the upstream for a job or file that existed before. */
export interface MissingResponses {
  /** When the first of them was received, in Unix milliseconds. */
  since: number
  /** How many of them were received. */
  polls: number
}

/** The upstream responded with 404 for these files of a completed job. */
type MissingFiles = Partial<Record<VideoVariant, MissingResponses>>

/**
 * The phase of a job, with the fields that exist in it alone. The state diagram is in ARCHITECTURE.md. Times are Unix
 * milliseconds.
 */
export type JobPhase =
  /** Waits in the owner's queue, because a limit of active jobs is used up. Never sent. `unsentRequest` is the owner's. */
  | { name: 'waiting'; unsentRequest: UnsentRequest }
  /** Left the queue: the request is resolved and checked again. Never sent. Counts as active. */
  | { name: 'starting'; unsentRequest: UnsentRequest }
  /** About to be sent, once the owner's credits are debited. Never sent. Counts as active. `unsentRequest` is what is sent. */
  | { name: 'debiting'; unsentRequest: UnsentRequest }
  /** The row exists, and its create request may have been sent; no response is saved. Counts as active. */
  | { name: 'submitting'; upstreamRequest: UpstreamRequest }
  /** The upstream accepted the job and has not reported its end. Counts as active. */
  | {
      name: 'running'
      ref: Json
      /** Not polled until a webhook arrives or a client reads it. */
      isIdle: boolean
      /** The upstream has accepted to cancel it, and has not reported its end. */
      isCancelling?: true
      /** The upstream responded with 404 for this job. */
      missing?: MissingResponses
      /** The upstream reported a failure that may be transient. */
      transientFailures?: MissingResponses
    }
  /** The server or the upstream failed the job provisionally; a later update of the upstream replaces that failure. */
  | ({ name: 'provisionally_failed'; failedAt: number } & (
      | { ref: Json; missing?: MissingResponses; transientFailures?: MissingResponses }
      | { upstreamRequest: UpstreamRequest }
    ))
  /** Completed; its files are copied to the archive. */
  | {
      name: 'copying'
      ref: Json
      /** When the files expire upstream. */
      until: number
      missingFiles?: MissingFiles
    }
  /** Ended for good: completed with files to serve, or failed. */
  | {
      name: 'done'
      /** Absent if the upstream rejected the retry of its create. */
      ref?: Json
      missingFiles?: MissingFiles
    }
  /** Deleted by its owner, or rejected by the upstream; the row stays as a tombstone for cursors and events. */
  | {
      name: 'deleted'
      deletedAt: number
      /** Counts as active: it may still run upstream. */
      isActive: boolean
      /** Absent once the video is deleted upstream. */
      ref?: Json
      /** Absent once the upstream has responded. */
      upstreamRequest?: UpstreamRequest
    }

/** The name of a phase. */
export type JobPhaseName = JobPhase['name']

/**
 * One row of the store: a video as its owner sees it, and the server's own state of the job. Times are Unix
 * milliseconds, amounts millionths of the currency.
 */
export interface Job extends StoredMetadata {
  /** The owner, as `authorize` returned it. */
  owner: string
  /** The id of the upstream it was sent to. No other upstream is asked about it. */
  upstreamId: string
  /** The video as sent to clients, without `assets`. The id is generated here, and ids sort by creation time. */
  video: Omit<Video, 'assets' | 'metadata'>
  /** The state of its files. */
  assets: JobAssets
  /** The keys of the metadata that the operator set, which the owner cannot change. @default none */
  readOnlyKeys?: string[]
  /** The request that was sent is not the owner's, so no text of the upstream about it reaches them. */
  hidesRequest?: true
  /** How it was requested; absent for an adopted video. */
  request?: JobRequest
  /** Where it is in its life, and what is known there. */
  phase: JobPhase
  /** Incremented with every change that the owner can see. */
  version: number
  /**
   * The position of that change among all changes of this owner: 1 for the first, and strictly growing in the order of
   * commits. Assigned by the store.
   */
  ownerSeq: number
  /** When the job was created. */
  createdAt: number
  /** When it left the owner's queue; absent if it never waited. */
  startedAt?: number
  /** Absent if the server has no credits, and before they are debited. */
  credit?: JobCredit
  /** The time of the last change that the owner can see. */
  changedAt: number
  /** When the poller works on it next; null if nothing is left to do. */
  dueAt: number | null
  /** When it was last polled; null before the first poll. */
  polledAt: number | null
  /** Its provider has a URL to call when it has ended. */
  callback?: {
    /** When a call made it due, or will make it due; absent before the first call. */
    calledAt?: number
  }
  /** Consecutive failed polls. */
  failures: number
  /** The estimated price when it was created; null if none was known. */
  price: number | null
  /** What counts as spent: the price, until the upstream reports what it billed; 0 if nothing was billed. */
  cost: number
  /** `cost` is what the upstream reported. */
  isBilled?: true
  /** It was adopted: it existed upstream before, so its duration is unknown. */
  isAdopted?: boolean
  /** How many jobs are ahead of it in the upstream's queue; absent if it is not queued, or if that is not known. */
  queuePosition?: number
  /** The first sight of it in progress. */
  start?: JobStart
  /** How long it ran, in milliseconds, without its time in a queue; absent if its start is not known. */
  durationMs?: number
}

/** The upstream reference; undefined before the upstream has responded, and after the job is deleted there. */
export const refOf = ({ phase }: Pick<Job, 'phase'>): Json | undefined => ('ref' in phase ? phase.ref : undefined)

/** The create request that the upstream has not responded to; undefined once its response is known. */
export const upstreamRequestOf = ({ phase }: Pick<Job, 'phase'>): UpstreamRequest | undefined =>
  'upstreamRequest' in phase ? phase.upstreamRequest : undefined

/** The create request of a job that was never sent; undefined otherwise. */
export const unsentRequestOf = ({ phase }: Pick<Job, 'phase'>): UnsentRequest | undefined =>
  'unsentRequest' in phase ? phase.unsentRequest : undefined

/** Whether the files of the job's create request are stored beside the row. */
export const hasStoredFiles = (job: Job): boolean =>
  (upstreamRequestOf(job) ?? unsentRequestOf(job))?.files === 'stored'

/** When its time began to count: the time in the owner's queue does not. */
export const startedAtOf = ({ startedAt, createdAt }: Pick<Job, 'startedAt' | 'createdAt'>): number =>
  startedAt ?? createdAt

const activePhases: ReadonlySet<JobPhaseName> = new Set(['starting', 'debiting', 'submitting', 'running'])

/** Whether the job counts towards the owner's `activeJobs` limit; a deleted one may still count. */
export const isActive = ({ phase }: Pick<Job, 'phase'>): boolean =>
  activePhases.has(phase.name) || (phase.name === 'deleted' && phase.isActive)

/**
 * The kinds of work on a job, each with slots of its own: `files` copies or deletes files, `create` sends a create
 * request, and `poll` is everything else.
 */
export type JobWork = 'poll' | 'files' | 'create'

/** The kind of the next work on a job. The SQL stores have the same rule in an index (`workExpression`). */
export const workOf = ({ phase }: Pick<Job, 'phase'>): JobWork => {
  if (phase.name === 'copying' || phase.name === 'done') return 'files'
  if ('unsentRequest' in phase) return 'create'
  return phase.name !== 'deleted' && 'upstreamRequest' in phase ? 'create' : 'poll'
}

/** When the job was deleted; null if it is not. */
export const deletedAtOf = ({ phase }: Pick<Job, 'phase'>): number | null =>
  phase.name === 'deleted' ? phase.deletedAt : null

/** A visible change of a job at this time: the next version. The store assigns its `ownerSeq`. */
export const nextVersion = ({ version }: Pick<Job, 'version'>, at: number): Pick<Job, 'version' | 'changedAt'> => ({
  version: version + 1,
  changedAt: at,
})

/** The job after its owner deleted it: due now, so that it is deleted upstream, too. One that was never sent costs nothing. */
export function markDeleted(job: Job, at: number): Job {
  const ref = refOf(job)
  const upstreamRequest = upstreamRequestOf(job)
  const isUnsent = unsentRequestOf(job) !== undefined
  const phase: JobPhase = {
    name: 'deleted',
    deletedAt: at,
    isActive: isActive(job) && !isUnsent,
    ...(ref !== undefined && { ref }),
    ...(upstreamRequest && { upstreamRequest }),
  }
  const deleted = { ...job, ...nextVersion(job, at), phase, dueAt: at }
  return isUnsent ? { ...deleted, cost: 0, ...(job.credit && { credit: returned(job.credit) }) } : deleted
}

/** A waiting job that has a place now. */
export function markStarting(job: Job, at: number): Job {
  const unsentRequest = unsentRequestOf(job)
  if (job.phase.name !== 'waiting' || !unsentRequest) return job
  const { queuePosition: _queuePosition, ...rest } = job
  return { ...rest, ...nextVersion(job, at), phase: { name: 'starting', unsentRequest }, startedAt: at }
}

/** The credits of a job, to be refunded. */
export const returned = (credit: JobCredit): JobCredit => ({ ...credit, isReturned: true })
