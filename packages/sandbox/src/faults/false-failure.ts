import type { Job } from '../job'
import type { Fault } from './fault'

/** The job as a response shows it: failed under the fault `false_failure`, although it runs on. */
export function asReported(job: Job, faults: readonly Fault[], now: number): Job {
  if (!faults.some(({ kind }) => kind === 'false_failure')) return job
  const failure = { code: 'internal_error', message: 'The service is currently unavailable.' }
  return { ...job, state: { status: 'failed', at: now, progress: 0, failure } }
}
