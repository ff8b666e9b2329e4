import type { VideoVariant } from '@dailies/core'
import { isCertain, countMissingResponse } from '../jobs/missing-responses'
import type { Job } from '../store/job'

/** Marks one file of a job as expired or unavailable, so that clients do not offer it. */
export function withoutFile(job: Job, variant: VideoVariant, state: 'expired' | 'unavailable', now: number): Job {
  const asset = job.assets[variant]
  if (asset?.state === state) return job
  const assets = { ...job.assets, [variant]: { content_type: null, bytes: null, ...asset, state } }
  return { ...fileFound(job, variant), assets, version: job.version + 1, changedAt: now }
}

/**
 * Counts a response of the upstream that it does not have this file; marks the file as expired once that is certain.
 */
export function fileMissing(job: Job, variant: VideoVariant, now: number): Job {
  const missing = countMissingResponse(job.missingFiles?.[variant], now)
  return isCertain(missing, now)
    ? withoutFile(job, variant, 'expired', now)
    : { ...job, missingFiles: { ...job.missingFiles, [variant]: missing } }
}

/** Clears the count of missing responses of one file. */
export function fileFound({ missingFiles, ...job }: Job, variant: VideoVariant): Job {
  const { [variant]: _found, ...others } = missingFiles ?? {}
  return Object.keys(others).length === 0 ? job : { ...job, missingFiles: others }
}
