import type { Job, CreateRequest } from './job'
import type { Jobs } from './jobs'

/** Every request that makes a job comes through here. */
export interface IdempotencyKeys {
  /** Makes the job, or finds the one that was made under the same key. */
  submit(request: CreateRequest, about: { key: string | null; isStuck: boolean }): Job
  /** Jobs made. */
  readonly accepted: number
  /** Every key, in order, repeats too. */
  readonly keys: readonly string[]
}

/** @param isIdempotent Whether a repeated key answers the job that it made first. */
export function createIdempotencyKeys(jobs: Jobs, isIdempotent: boolean): IdempotencyKeys {
  const made = new Map<string, Job>()
  const keys: string[] = []
  let accepted = 0

  return {
    submit(request, { key, isStuck }) {
      if (key !== null) keys.push(key)
      const twin = isIdempotent && key !== null ? made.get(key) : undefined
      if (twin) return twin
      accepted += 1
      const job = jobs.create(request, isStuck)
      if (key !== null) made.set(key, job)
      return job
    },
    get accepted() {
      return accepted
    },
    keys,
  }
}
