import type { Job, CreateRequest } from './job'
import type { JobOptions, Jobs } from './jobs'

/** Creates jobs and deduplicates them by their `Idempotency-Key`. */
export interface IdempotencyKeys {
  /** Creates the job, or returns the one that was created under the same key. */
  submit(request: CreateRequest, about: JobOptions & { key: string | null }): Job
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
    submit(request, { key, ...options }) {
      if (key !== null) keys.push(key)
      // Neither Gemini nor fal documents the header.
      const isDeduplicated = isIdempotent && key !== null && (options.api ?? 'videos') === 'videos'
      const existing = isDeduplicated ? jobsByKey.get(key) : undefined
      if (existing) return existing
      accepted += 1
      const job = jobs.create(request, options)
      if (isDeduplicated) jobsByKey.set(key, job)
      return job
    },
    get accepted() {
      return accepted
    },
    keys,
  }
}
