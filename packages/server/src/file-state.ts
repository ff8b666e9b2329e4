import type { VideoVariant } from '@dailies/core'
import { isCertain, countMissingAnswer } from './missing-answers'
import type { Job } from './store/job'

/** A job of which one file is not to be had, so that no page offers it. */
export function withoutFile(known: Job, variant: VideoVariant, state: 'expired' | 'unavailable', now: number): Job {
  const asset = known.assets[variant]
  if (asset?.state === state) return known
  const assets = { ...known.assets, [variant]: { content_type: null, bytes: null, ...asset, state } }
  return { ...fileFound(known, variant), assets, version: known.version + 1, changedAt: now }
}

/** A job of which the upstream says once more that it does not have this file: gone only when that is certain. */
export function fileMissing(known: Job, variant: VideoVariant, now: number): Job {
  const missing = countMissingAnswer(known.missingFiles?.[variant], now)
  return isCertain(missing, now)
    ? withoutFile(known, variant, 'expired', now)
    : { ...known, missingFiles: { ...known.missingFiles, [variant]: missing } }
}

/** A job of which nobody waits any more for this file to turn up. */
export function fileFound({ missingFiles, ...job }: Job, variant: VideoVariant): Job {
  const { [variant]: _found, ...others } = missingFiles ?? {}
  return Object.keys(others).length === 0 ? job : { ...job, missingFiles: others }
}
