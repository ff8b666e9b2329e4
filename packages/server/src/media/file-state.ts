import type { VideoVariant } from '@dailies/core'
import { isCertain, countMissingResponse } from '../jobs/missing-responses'
import { nextVersion } from '../store/job'
import type { Job } from '../store/job'

/** Marks one file of a job as expired or unavailable, so that clients do not offer it. */
export function withoutFile(job: Job, variant: VideoVariant, state: 'expired' | 'unavailable', now: number): Job {
  const asset = job.assets[variant]
  if (asset?.state === state) return job
  const assets = { ...job.assets, [variant]: { content_type: null, bytes: null, ...asset, state } }
  return { ...fileFound(job, variant), assets, ...nextVersion(job, now) }
}

/**
 * Counts a response of the upstream that it does not have this file; marks the file as expired once that is certain.
 */
export function fileMissing(job: Job, variant: VideoVariant, now: number): Job {
  const { phase } = job
  if (phase.name !== 'copying' && phase.name !== 'done') return job
  const missing = countMissingResponse(phase.missingFiles?.[variant], now)
  return isCertain(missing, now)
    ? withoutFile(job, variant, 'expired', now)
    : { ...job, phase: { ...phase, missingFiles: { ...phase.missingFiles, [variant]: missing } } }
}

/** Clears the count of missing responses of one file. */
export function fileFound(job: Job, variant: VideoVariant): Job {
  const { phase } = job
  if (phase.name !== 'copying' && phase.name !== 'done') return job
  const { missingFiles, ...rest } = phase
  if (!missingFiles?.[variant]) return job
  const { [variant]: _found, ...others } = missingFiles
  return { ...job, phase: Object.keys(others).length === 0 ? rest : { ...rest, missingFiles: others } }
}
