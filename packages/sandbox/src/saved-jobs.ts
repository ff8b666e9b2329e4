import type { Job } from './job'

/** A job as it is kept. A completed one holds its files until they expire. */
export interface SavedJob {
  /** Unique in its sandbox. */
  readonly id: string
  /** Counts from 1 in the order of creation. */
  readonly number: number
  /** Everything else: opaque data, which `structuredClone` copies. */
  readonly data: unknown
}

/**
 * Where a sandbox keeps its jobs, so that a later one goes on with them. Give each a seed of its own: ids derive from it, and
 * that of a deleted job must not come again.
 */
export interface SavedJobs {
  /** The jobs that were kept, in the order of their numbers. */
  readonly jobs: readonly SavedJob[]
  /** Keeps a job, new or changed. */
  save(job: SavedJob): void
  /** Deletes a job that was kept, if it was. */
  delete(id: string): void
}

export const toSavedJob = (job: Job): SavedJob => {
  const data: Partial<Job> = { ...job }
  // A promise cannot be copied.
  Reflect.deleteProperty(data, 'settled')
  return { id: job.id, number: job.number, data }
}

export const fromSavedJob = ({ data }: SavedJob): Omit<Job, 'settled'> => ({ ...(data as Omit<Job, 'settled'>) })
