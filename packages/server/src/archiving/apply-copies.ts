import type { VideoVariant } from '@dailies/core'
import { fileFound, fileMissing } from '../file-state'
import { nextPollDelay } from '../poll-delay'
import type { Job, JobAssets } from '../store/job'
import { variants } from './archiving'
import type { Archiving } from './archiving'
import type { Upstream } from '../upstream/upstream'

/** What became of a copy: the file as it is now, or that it is to be tried again, not before so many milliseconds. */
export type Outcome =
  | { asset: JobAssets[VideoVariant] }
  | {
      again: true
      /** The upstream says that it does not have it. */
      isMissing: boolean
      after: number
    }

export type Outcomes = ReadonlyMap<VideoVariant, Outcome>

export function assetsIn(outcomes: Outcomes): JobAssets {
  const assets: JobAssets = {}
  for (const [variant, outcome] of outcomes) if ('asset' in outcome) Object.assign(assets, { [variant]: outcome.asset })
  return assets
}

interface FoldCopiesOptions {
  upstream: Upstream
  archiving: Archiving
  /** Unix milliseconds. */
  now: number
  /** The server closes, so this try does not count. */
  isAborted: boolean
}

/** Folds what became of a job's copies into it, and makes it due for the next try. */
export function foldCopies(
  before: Job,
  outcomes: Outcomes,
  { upstream, archiving: { retainForMs }, now, isAborted }: FoldCopiesOptions,
): Job {
  let known = before
  let wait: number | undefined
  for (const [variant, outcome] of outcomes) {
    if ('asset' in outcome) known = fileFound(known, variant)
    else if (outcome.isMissing) known = fileMissing(known, variant, now)
    if ('again' in outcome && known.assets[variant]?.state === 'archiving') wait = Math.max(wait ?? 0, outcome.after)
  }
  const assets: JobAssets = { ...known.assets, ...assetsIn(outcomes) }
  const { archivingUntil, ...rest } = known
  const { ref } = rest
  const hasFiles = variants.some((variant) => isArchived(assets[variant]))
  // While the film is still to come, it is the end that the upstream named which counts.
  const isOurs = isArchived(assets.video) || (hasFiles && wait === undefined)
  const expiresAt = isOurs ? expiryOf(known, retainForMs) : known.video.expires_at
  const isSeen = known.version > before.version || [...outcomes.values()].some((outcome) => 'asset' in outcome)
  const next: Job = {
    ...rest,
    ...(isArchived(assets.video) && ref !== undefined && { ref: upstream.withoutInlineVideo?.(ref) ?? ref }),
    assets,
    video: { ...known.video, expires_at: expiresAt },
    ...(isSeen && { version: before.version + 1, changedAt: now }),
  }
  if (wait === undefined) {
    return { ...next, failures: 0, dueAt: hasFiles && expiresAt !== null ? expiresAt * 1_000 : null }
  }
  const failures = isAborted ? known.failures : known.failures + 1
  const pause = isAborted ? 0 : nextPollDelay({ elapsed: 0, progress: null, failures, requested: wait })
  // The last try is just before the end that the upstream named.
  const dueAt = archivingUntil === undefined ? now + pause : Math.max(now, Math.min(now + pause, archivingUntil))
  return { ...next, failures, dueAt, ...(archivingUntil !== undefined && { archivingUntil }) }
}

const isArchived = (asset: JobAssets[VideoVariant]): boolean => asset?.state === 'ready' && asset.bytes !== null

const expiryOf = ({ video, createdAt }: Job, retainForMs: number | undefined): number | null =>
  retainForMs === undefined ? null : Math.ceil(((video.completed_at ?? createdAt / 1_000) * 1_000 + retainForMs) / 1_000)
