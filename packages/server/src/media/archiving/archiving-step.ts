import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { emitJobChange } from '../../jobs/emit-job-change'
import type { ServerContext } from '../../server-context'
import { nextVersion } from '../../store/job'
import type { Job, JobAssets } from '../../store/job'
import { declaredGrid, variants } from '../../jobs/begin-archiving'
import { keyOf } from './archiving'
import type { ArchivingConfig } from './archiving'
import { withTimeout } from '../../net/with-timeout'
import { ArchiveWriteError, copyFile } from './copy-file'
import type { CopiedFile } from './copy-file'
import { applyCopyResults, assetsOf, finishCopying } from './apply-copy-results'
import type { CopyResult } from './apply-copy-results'
import { emitArchivingFailure } from './emit-failure'
import { makePreviews } from './make-previews'
import { gridOf } from './spritesheet-grid'
import type { Upstream } from '../../upstream/upstream'

/**
 * Does the archiving work of one leased, completed job: copies pending files, or deletes files after their retention
 * period.
 *
 * @param signal aborts the copies; the next run of the poller starts them again
 */
export async function runArchivingStep(
  context: ServerContext,
  upstream: Upstream,
  job: Job,
  leaseId: string,
  signal: AbortSignal,
): Promise<void> {
  const { archiving } = context
  if (!archiving) return markServedFromUpstream(context, job, leaseId)
  return job.phase.name === 'copying'
    ? copyFiles(context, upstream, archiving, job, leaseId, signal)
    : deleteExpiredFiles(context, archiving, job, leaseId)
}

async function copyFiles(
  context: ServerContext,
  upstream: Upstream,
  archiving: ArchivingConfig,
  job: Job,
  leaseId: string,
  signal: AbortSignal,
): Promise<void> {
  const { store, now } = context
  const { id } = job.video
  const pending = variants.filter((variant) => job.assets[variant]?.state === 'archiving')
  const results = new Map<VideoVariant, CopyResult>(
    await Promise.all(
      pending.map(
        async (variant) => [variant, await copyVariant(context, upstream, archiving, job, variant, signal)] as const,
      ),
    ),
  )
  const previews = await makePreviews(context, archiving, job, { ...job.assets, ...assetsOf(results) }, signal)
  for (const variant of variants) if (previews[variant]) results.set(variant, { asset: previews[variant] })
  const saved = await store.saveUpdate(
    id,
    (current) => applyCopyResults(current, results, { upstream, archiving, now: now(), isAborted: signal.aborted }),
    { leaseId },
  )
  if (saved) return emitJobChange(context, job, saved)
  // The update was not saved. If the owner deleted the video during the copy, delete the files that were just written.
  const current = await store.retrieve(id)
  if ((current && current.phase.name !== 'deleted') || (await deleteFiles(context, archiving, job))) return
  await store.saveUpdate(id, (deleted) => ({ ...deleted, dueAt: now() + retryDeletionAfterMs }))
}

async function copyVariant(
  context: ServerContext,
  upstream: Upstream,
  archiving: ArchivingConfig,
  job: Job,
  variant: VideoVariant,
  signal: AbortSignal,
): Promise<CopyResult> {
  const { now, emit } = context
  const startedAt = now()
  if (job.phase.name !== 'copying' || startedAt >= job.phase.until) return resultAfterDeadline(job)
  const { ref } = job.phase
  const copy = async (inner: AbortSignal): Promise<CopiedFile> => {
    const content = await upstream.content(ref, variant, { signal: inner })
    return copyFile(archiving.archive, keyOf(job, variant), variant, content, inner)
  }
  try {
    const { contentType, bytes, pixels } = await withTimeout(copy, {
      timeoutMs: copyTimeoutMs,
      graceMs: copyGraceMs,
      timeoutError: () => new VideoError('Copying this file took too long.', { code: 'upstream_timeout' }),
      signal,
    })
    const { id: videoId, model } = job.video
    emit({ type: 'archived', videoId, owner: job.owner, model, variant, bytes, durationMs: now() - startedAt })
    const grid =
      variant === 'spritesheet' && pixels ? gridOf(pixels, job.video.size, declaredGrid(context, upstream)) : {}
    return { asset: { state: 'ready', content_type: contentType, bytes, ...grid } }
  } catch (error) {
    const code = isVideoError(error) ? error.code : undefined
    if (code === 'unsupported' && variant !== 'video') return { asset: { ...unknownMetadata, state: 'unavailable' } }
    // After a deletion or `close` the copy did not fail.
    if (!signal.aborted)
      emitArchivingFailure(context, job, { operation: 'copy', variant, error, durationMs: now() - startedAt })
    if (code === 'unsupported') return { asset: { ...unknownMetadata, state: 'unavailable' } }
    if (code === 'expired') return { asset: { ...unknownMetadata, state: 'expired' } }
    return {
      retry: true,
      isMissing: code === 'not_found',
      isArchiveFailure: error instanceof ArchiveWriteError,
      retryAfterMs: isVideoError(error) ? (error.retryAfter ?? 0) * 1_000 : 0,
    }
  }
}

/** A file of 4 GiB takes an hour at 10 Mbit/s. A source that trickles must not hold a slot for days. */
const copyTimeoutMs = 7_200_000
/** An aborted copy may end; the archive itself waits for its writes a little less. */
const copyGraceMs = 15_000

const unknownMetadata = { content_type: null, bytes: null } as const

/**
 * The result for a file that was not copied in time. Without a declared expiry the upstream may still
 * have it, so it is served from there (`ready` with unknown bytes); otherwise it has expired.
 */
const resultAfterDeadline = (job: Job): CopyResult => ({
  asset: { ...unknownMetadata, state: job.video.expires_at === null ? 'ready' : 'expired' },
})

/** Deletes archived files whose retention period (`retainForMs`) is over. */
async function deleteExpiredFiles(
  context: ServerContext,
  archiving: ArchivingConfig,
  job: Job,
  leaseId: string,
): Promise<void> {
  const { store, now } = context
  const isExpired = job.video.expires_at !== null && job.video.expires_at * 1_000 <= now()
  const isDeleted = isExpired && (await deleteFiles(context, archiving, job))
  const saved = await store.saveUpdate(
    job.video.id,
    (current) => {
      if (!isExpired) {
        return { ...current, dueAt: current.video.expires_at === null ? null : current.video.expires_at * 1_000 }
      }
      if (!isDeleted) return { ...current, dueAt: now() + retryDeletionAfterMs }
      const assets: JobAssets = {}
      for (const variant of variants)
        assets[variant] = { ...unknownMetadata, ...current.assets[variant], state: 'expired' }
      return { ...current, assets, dueAt: null, ...nextVersion(current, now()) }
    },
    { leaseId },
  )
  if (saved) emitJobChange(context, job, saved)
}

const retryDeletionAfterMs = 60_000

/** Marks pending files as served from the upstream: the archive option was removed while copies were pending. */
async function markServedFromUpstream(context: ServerContext, job: Job, leaseId: string): Promise<void> {
  const saved = await context.store.saveUpdate(
    job.video.id,
    (current) => {
      const assets: JobAssets = {}
      for (const variant of variants) {
        const asset = current.assets[variant]
        if (asset) assets[variant] = { ...asset, state: asset.state === 'archiving' ? 'ready' : asset.state }
      }
      return {
        ...current,
        assets,
        phase: finishCopying(current.phase),
        dueAt: null,
        ...nextVersion(current, context.now()),
      }
    },
    { leaseId },
  )
  if (saved) emitJobChange(context, job, saved)
}

/** Deletes all archived files of a video. Returns whether all deletions succeeded. */
export async function deleteFiles(
  context: Pick<ServerContext, 'emit' | 'now'>,
  { archive }: ArchivingConfig,
  job: Job,
): Promise<boolean> {
  // Archiving never began, so there is nothing to delete.
  if (Object.keys(job.assets).length === 0) return true
  const startedAt = context.now()
  const deletions = variants.map(async (variant) => {
    try {
      await archive.delete(keyOf(job, variant))
      return true
    } catch (error) {
      const durationMs = context.now() - startedAt
      emitArchivingFailure(context, job, { operation: 'delete', variant, error, durationMs })
      return false
    }
  })
  return (await Promise.all(deletions)).every(Boolean)
}
