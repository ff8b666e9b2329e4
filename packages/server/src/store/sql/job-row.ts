import type { Job, MissingResponses } from '../job'
import type { JobRow } from './schema'

/** The columns that an update of a job writes. */
export type WrittenColumns = Pick<
  JobRow,
  'changed_at' | 'removed' | 'active' | 'unanswered' | 'due_at' | 'document' | 'reference'
>

/** The columns that a job is read from. */
export type StoredJob = Pick<JobRow, (typeof jobColumns)[number]>

/** Rounds a time down to whole milliseconds for a column, so that the order of times is kept. */
export const wholeTime = (at: number): number => Math.floor(at)

/** Replaces NUL characters, which PostgreSQL cannot store; values of our own never contain one. */
export const plainText = (text: string): string => text.replaceAll('\0', '\uFFFD')

/** Converts a job to columns. */
export async function toRow(job: Job): Promise<WrittenColumns> {
  const image = job.upstreamRequest?.request.input_reference
  return {
    changed_at: wholeTime(job.changedAt),
    removed: job.deletedAt === null ? 0 : 1,
    active: job.isActive ? 1 : 0,
    unanswered: job.upstreamRequest ? 1 : 0,
    due_at: job.dueAt === null ? null : wholeTime(job.dueAt),
    document: JSON.stringify(toDocument(job)),
    reference: image ? Buffer.from(await image.arrayBuffer()) : null,
  }
}

/** Converts columns to a job. The document was written by `toRow`, so it is trusted. */
export function fromRow({ document, due_at, reference }: StoredJob): Job {
  const job = fromDocument(JSON.parse(document), due_at)
  if (!reference || !job.upstreamRequest) return job
  const image = new Blob([new Uint8Array(reference)])
  return {
    ...job,
    upstreamRequest: { ...job.upstreamRequest, request: { ...job.upstreamRequest.request, input_reference: image } },
  }
}

/** The JSON document of a job. It keeps the field names of its first version until the schema is replaced. */
interface StoredDocument extends Omit<
  Job,
  | 'dueAt'
  | 'deletedAt'
  | 'polledAt'
  | 'isIdle'
  | 'provisionalFailureAt'
  | 'upstreamRequest'
  | 'durationMs'
  | 'request'
  | 'missing'
  | 'missingFiles'
> {
  removedAt: Job['deletedAt']
  lookedAt: Job['polledAt']
  isResting?: Job['isIdle']
  verdictAt?: Job['provisionalFailureAt']
  submission?: StoredOperation<NonNullable<Job['upstreamRequest']>>
  request?: StoredOperation<NonNullable<Job['request']>>
  took?: Job['durationMs']
  missing?: StoredMissing | undefined
  missingFiles?: Partial<Record<string, StoredMissing>> | undefined
}

type StoredOperation<T extends { operation: string }> = Omit<T, 'operation'> & { verb: T['operation'] }

interface StoredMissing {
  since: number
  looks: number
}

const toDocument = ({
  dueAt: _dueAt,
  deletedAt: removedAt,
  polledAt: lookedAt,
  isIdle: isResting,
  provisionalFailureAt: verdictAt,
  upstreamRequest: submission,
  durationMs: took,
  request,
  missing,
  missingFiles,
  ...job
}: Job): StoredDocument => ({
  ...job,
  ...(request && { request: toStoredOperation(request) }),
  removedAt,
  lookedAt,
  isResting,
  verdictAt,
  ...(submission && { submission: toStoredOperation(submission) }),
  took,
  missing: missing && toStoredMissing(missing),
  missingFiles: missingFiles && mapValues(missingFiles, toStoredMissing),
})

const fromDocument = (
  {
    removedAt,
    lookedAt,
    isResting,
    verdictAt,
    submission,
    took,
    request,
    missing,
    missingFiles,
    ...job
  }: StoredDocument,
  dueAt: number | null,
): Job => ({
  ...job,
  ...(request && { request: fromStoredOperation(request) }),
  dueAt,
  deletedAt: removedAt,
  polledAt: lookedAt,
  ...(isResting && { isIdle: isResting }),
  ...(verdictAt !== undefined && { provisionalFailureAt: verdictAt }),
  ...(submission && { upstreamRequest: fromStoredOperation(submission) }),
  ...(took !== undefined && { durationMs: took }),
  ...(missing && { missing: fromStoredMissing(missing) }),
  ...(missingFiles && { missingFiles: mapValues(missingFiles, fromStoredMissing) }),
})

const toStoredOperation = <T extends { operation: string }>({ operation, ...rest }: T): StoredOperation<T> => ({
  ...rest,
  verb: operation,
})
const fromStoredOperation = <T extends { operation: string }>({ verb, ...rest }: StoredOperation<T>) => ({
  ...rest,
  operation: verb,
})

const toStoredMissing = ({ since, polls }: MissingResponses): StoredMissing => ({ since, looks: polls })
const fromStoredMissing = ({ since, looks }: StoredMissing): MissingResponses => ({ since, polls: looks })

const mapValues = <From, To>(values: Partial<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, map(value)]])),
  )

export const jobColumns = ['document', 'due_at', 'reference'] as const
