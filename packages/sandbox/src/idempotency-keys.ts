import type { Job, CreateRequest } from './job'
import type { Jobs } from './jobs'

/** Creates jobs and deduplicates them by their `Idempotency-Key`. */
export interface IdempotencyKeys {
  /** Creates the job, or returns the one that was created under the same key. */
  submit(request: CreateRequest, about: { key: string | null; isStuck: boolean }): Job
  /** Created jobs. */
  readonly accepted: number
  /** Every key, in order, including repeats. */
  readonly keys: readonly string[]
}

/** @param isIdempotent whether a repeated key returns the first job */
export function createIdempotencyKeys(jobs: Jobs, isIdempotent: boolean): IdempotencyKeys {
  const jobsByKey = new Map<string, Job>()
  const keys: string[] = []
  let accepted = 0

  return {
    submit(request, { key, isStuck }) {
      if (key !== null) keys.push(key)
      const existing = isIdempotent && key !== null ? jobsByKey.get(key) : undefined
      if (existing) return existing
      accepted += 1
      const job = jobs.create(request, isStuck)
      if (key !== null) jobsByKey.set(key, job)
      return job
    },
    get accepted() {
      return accepted
    },
    keys,
  }
}
