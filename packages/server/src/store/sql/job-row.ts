import type { Job } from '../job'
import type { JobRow } from './schema'

/** The columns that a change of a job writes. */
export type WrittenColumns = Pick<
  JobRow,
  'changed_at' | 'removed' | 'active' | 'unanswered' | 'due_at' | 'document' | 'reference'
>

/** The columns that a job is read from. */
export type StoredJob = Pick<JobRow, (typeof jobColumns)[number]>

/** A time as the columns have it: whole, and always rounded the same way, so that what was earlier stays so. */
export const wholeTime = (at: number): number => Math.floor(at)

/** A text as the columns have it. PostgreSQL holds no NUL, and no word of ours has one. */
export const plainText = (text: string): string => text.replaceAll('\0', '\uFFFD')

/** A job as columns. */
export async function toRow(job: Job): Promise<WrittenColumns> {
  const { dueAt, ...rest } = job
  const picture = job.upstreamRequest?.request.input_reference
  return {
    changed_at: wholeTime(job.changedAt),
    removed: job.deletedAt === null ? 0 : 1,
    active: job.isActive ? 1 : 0,
    unanswered: job.upstreamRequest ? 1 : 0,
    due_at: dueAt === null ? null : wholeTime(dueAt),
    document: JSON.stringify(rest),
    reference: picture ? Buffer.from(await picture.arrayBuffer()) : null,
  }
}

/** Columns as a job. The document is our own writing, so it is trusted. */
export function fromRow({ document, due_at, reference }: StoredJob): Job {
  const job: Job = Object.assign(JSON.parse(document), { dueAt: due_at })
  if (!reference || !job.upstreamRequest) return job
  const picture = new Blob([new Uint8Array(reference)])
  return { ...job, upstreamRequest: { ...job.upstreamRequest, request: { ...job.upstreamRequest.request, input_reference: picture } } }
}

export const jobColumns = ['document', 'due_at', 'reference'] as const
