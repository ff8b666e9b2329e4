import type { VideoVariant } from '@dailies/core'
import { fileFound, fileMissing } from '../file-state'
import { nextPollDelay } from '../../jobs/poll-delay'
import { nextVersion } from '../../store/job'
import type { Job, JobAssets, JobPhase } from '../../store/job'
import { variants } from '../../jobs/begin-archiving'
import type { ArchivingConfig } from './archiving'
import type { Upstream } from '../../upstream/upstream'

/** The result of copying one file: its new asset, or a retry after a delay. */
export type CopyResult =
  | { asset: JobAssets[VideoVariant] }
  | {
      retry: true
      /** The upstream responded that it does not have the file. */
      isMissing: boolean
      /** The upstream sent the file, and the archive did not take it. */
      isArchiveFailure: boolean
      /** Minimum delay before the retry, in milliseconds. */
      retryAfterMs: number
    }

export type CopyResults = ReadonlyMap<VideoVariant, CopyResult>

/** The assets of the copies that need no retry. */
export function assetsOf(results: CopyResults): JobAssets {
  const assets: JobAssets = {}
  for (const [variant, result] of results) if ('asset' in result) Object.assign(assets, { [variant]: result.asset })
  return assets
}

interface ApplyCopyResultsOptions {
  upstream: Upstream
  archiving: ArchivingConfig
  /** Unix milliseconds. */
  now: number
  /** The server is closing, so this attempt does not count as a failure. */
  isAborted: boolean
}

/** Applies the results of copying a job's files, and schedules the next retry with exponential backoff. */
export function applyCopyResults(
  before: Job,
  results: CopyResults,
  { upstream, archiving: { retainForMs }, now, isAborted }: ApplyCopyResultsOptions,
): Job {
  let current = before
  let retryAfterMs: number | undefined
  let isArchiveFailure = false
  for (const [variant, result] of results) {
    if ('asset' in result) current = fileFound(current, variant)
    else if (result.isMissing) current = fileMissing(current, variant, now)
    if ('retry' in result && current.assets[variant]?.state === 'archiving') {
      retryAfterMs = Math.max(retryAfterMs ?? 0, result.retryAfterMs)
      isArchiveFailure ||= result.isArchiveFailure
    }
  }
  const assets: JobAssets = { ...current.assets, ...assetsOf(results) }
  const hasFiles = variants.some((variant) => isArchived(assets[variant]))
  // Until the video is archived, it expires when the upstream says so.
  const isRetainedByUs = isArchived(assets.video) || (hasFiles && retryAfterMs === undefined)
  const expiresAt = isRetainedByUs ? expiryOf(current, retainForMs) : current.video.expires_at
  const isVisible = current.version > before.version || [...results.values()].some((result) => 'asset' in result)
  const next: Job = {
    ...current,
    phase: isArchived(assets.video) ? stripInlineVideo(current.phase, upstream) : current.phase,
    assets,
    video: { ...current.video, expires_at: expiresAt },
    ...(isVisible && nextVersion(before, now)),
  }
  if (retryAfterMs === undefined) {
    const phase = finishCopying(next.phase)
    return { ...next, phase, failures: 0, dueAt: hasFiles && expiresAt !== null ? expiresAt * 1_000 : null }
  }
  const failures = isAborted ? current.failures : current.failures + 1
  const delayMs = isAborted
    ? 0
    : isArchiveFailure
      ? archiveRetryDelay(failures)
      : nextPollDelay({ elapsed: 0, progress: null, failures, retryAfterMs })
  // The last attempt is just before the file expires upstream.
  const until = next.phase.name === 'copying' ? next.phase.until : Infinity
  return { ...next, failures, dueAt: Math.max(now, Math.min(now + delayMs, until)) }
}

const firstArchiveRetryMs = 60_000
const maxArchiveRetryMs = 10_800_000

/**
 * Each attempt downloads the file, so one that a full disk rejects is fetched seldom: 15 times in the first day. The
 * provider serves it meanwhile.
 */
const archiveRetryDelay = (failures: number): number =>
  Math.min(maxArchiveRetryMs, firstArchiveRetryMs * 2 ** (failures - 1))

/** The phase after the last copy. */
export function finishCopying(phase: JobPhase): JobPhase {
  if (phase.name !== 'copying') return phase
  const { until: _until, ...known } = phase
  return { ...known, name: 'done' }
}

/** The phase without inline video data in its reference, since the video is archived now. */
const stripInlineVideo = (phase: JobPhase, upstream: Upstream): JobPhase =>
  'ref' in phase && phase.ref !== undefined
    ? { ...phase, ref: upstream.stripInlineVideo?.(phase.ref) ?? phase.ref }
    : phase

const isArchived = (asset: JobAssets[VideoVariant]): boolean => asset?.state === 'ready' && asset.bytes !== null

const expiryOf = ({ video, createdAt }: Job, retainForMs: number | undefined): number | null =>
  retainForMs === undefined
    ? null
    : Math.ceil(((video.completed_at ?? createdAt / 1_000) * 1_000 + retainForMs) / 1_000)
