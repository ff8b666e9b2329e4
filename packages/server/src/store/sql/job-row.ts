import { deletedAtOf, isActive, upstreamRequestOf } from '../job'
import type { Job } from '../job'
import type { JobRow } from './schema'

/** The columns that a job is read from. */
export const jobColumns = ['document', 'due_at', 'owner_seq'] as const

export type StoredJob = Pick<JobRow, (typeof jobColumns)[number]>

/** The columns of a row that was read as values, in the order of `jobColumns`. */
export function toStoredJob([document, due_at, owner_seq]: readonly unknown[]): StoredJob {
  return { document, due_at, owner_seq } as StoredJob
}

/** The columns that an update of a job writes. */
export type WrittenColumns = Pick<
  JobRow,
  | 'upstream_id'
  | 'owner_seq'
  | 'phase'
  | 'changed_at'
  | 'deleted_at'
  | 'is_active'
  | 'is_unanswered'
  | 'due_at'
  | 'document'
>

/**
 * The version of the JSON document. A newer one is read too, because versions only add fields: those that this code does
 * not know are kept as they are, and so is the version.
 */
const documentVersion = 1

/** Rounds a time down to whole milliseconds for a column, so that the order of times is kept. */
export const wholeTime = (at: number): number => Math.floor(at)

const wholeTimeOrNull = (at: number | null): number | null => (at === null ? null : wholeTime(at))

/** Replaces NUL characters, which PostgreSQL cannot store; values of our own never contain one. */
export const plainText = (text: string): string => text.replaceAll('\0', '\uFFFD')

/** A job as the document has it: the version last, because only the last property is deleted without slowing the others. */
type JobDocument = Omit<Job, 'dueAt' | 'ownerSeq'> & { v?: number }

/** Converts a job to columns. */
export function toRow(job: Job): WrittenColumns {
  const { dueAt, ownerSeq, v = documentVersion, ...rest } = job as Job & JobDocument
  return {
    upstream_id: job.upstreamId,
    owner_seq: ownerSeq,
    phase: job.phase.name,
    changed_at: wholeTime(job.changedAt),
    deleted_at: wholeTimeOrNull(deletedAtOf(job)),
    is_active: isActive(job) ? 1 : 0,
    is_unanswered: upstreamRequestOf(job) ? 1 : 0,
    due_at: wholeTimeOrNull(dueAt),
    document: JSON.stringify({ ...rest, v } satisfies JobDocument),
  }
}

/** Converts columns to a job. The document was written by `toRow`, so it is trusted. */
export function fromRow({ document, due_at, owner_seq }: StoredJob): Job {
  const job = JSON.parse(document) as Job & JobDocument
  // Without copying the object: every read of a video passes here.
  if (job.v === documentVersion) delete job.v
  // As rows had it at first.
  if (typeof job.metadata === 'object') job.metadata = JSON.stringify(job.metadata)
  job.dueAt = due_at
  job.ownerSeq = owner_seq
  return job
}
