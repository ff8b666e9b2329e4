import { isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { emitJobChange } from '../emit-job-change'
import type { ServerContext } from '../server-context'
import type { Job, JobAssets } from '../store/job'
import { keyOf, variants } from './archiving'
import type { Archiving } from './archiving'
import { copyFile } from './copy-file'
import { applyCopyResults, assetsOf } from './apply-copy-results'
import type { CopyResult } from './apply-copy-results'
import { makePreviews } from './make-previews'
import { gridOf } from './spritesheet-grid'

/**
 * Archives the files of one leased, completed job: copies missing files, or deletes files after their retention period.
 *
 * @param signal aborts the copies, which the next run of the poller resumes
 */
export async function archiveFiles(
  context: ServerContext,
  job: Job,
  holder: string,
  signal: AbortSignal,
): Promise<void> {
  const { archiving } = context
  if (!archiving) return serveFromUpstream(context, job, holder)
  return job.archivingUntil === undefined
    ? deleteExpiredFiles(context, archiving, job, holder)
    : archiving.limitCopies(job.owner, () => copyFiles(context, archiving, job, holder, signal))
}

async function copyFiles(
  context: ServerContext,
  archiving: Archiving,
  job: Job,
  holder: string,
  signal: AbortSignal,
): Promise<void> {
  const { upstream, store, now } = context
  const { id } = job.video
  const missing = variants.filter((variant) => job.assets[variant]?.state === 'archiving')
  const results = new Map<VideoVariant, CopyResult>(
    await Promise.all(
      missing.map(async (variant) => [variant, await copyVariant(context, archiving, job, variant, signal)] as const),
    ),
  )
  const previews = await makePreviews(archiving, job, { ...job.assets, ...assetsOf(results) }, signal)
  for (const variant of variants) if (previews[variant]) results.set(variant, { asset: previews[variant] })
  const saved = await store.saveUpdate(
    id,
    (current) => applyCopyResults(current, results, { upstream, archiving, now: now(), isAborted: signal.aborted }),
    { holder },
  )
  if (saved) return emitJobChange(context, job, saved)
  // The update was not saved. If the owner deleted the video during the copy, delete the files that were just written.
  const current = await store.retrieve(id)
  if (current?.deletedAt === null || (await deleteFiles(archiving, job))) return
  await store.saveUpdate(id, (deleted) => ({ ...deleted, dueAt: now() + retryDeletionAfterMs }))
}

async function copyVariant(
  { upstream, now, emit }: ServerContext,
  archiving: Archiving,
  job: Job,
  variant: VideoVariant,
  signal: AbortSignal,
): Promise<CopyResult> {
  const startedAt = now()
  if (job.ref === undefined || startedAt >= (job.archivingUntil ?? 0)) return notArchivedInTime(job)
  try {
    const content = await upstream.content(job.ref, variant, { signal })
    const { contentType, bytes, pixels } = await copyFile(
      archiving.archive,
      keyOf(job, variant),
      variant,
      content,
      signal,
    )
    const { id: videoId, model } = job.video
    emit({ type: 'archived', videoId, owner: job.owner, model, variant, bytes, durationMs: now() - startedAt })
    const grid = variant === 'spritesheet' && pixels ? gridOf(pixels, job.video.size, archiving.grid) : {}
    return { asset: { state: 'ready', content_type: contentType, bytes, ...grid } }
  } catch (error) {
    const code = isVideoError(error) ? error.code : undefined
    if (code === 'unsupported') return { asset: { ...unknownFile, state: 'unavailable' } }
    if (code === 'expired') return { asset: { ...unknownFile, state: 'expired' } }
    return {
      retry: true,
      isMissing: code === 'not_found',
      retryAfterMs: isVideoError(error) ? (error.retryAfter ?? 0) * 1_000 : 0,
    }
  }
}

const unknownFile = { content_type: null, bytes: null } as const

/**
 * The result for a file that could not be copied before its deadline. If the upstream declared no expiry, the file may
 * still exist, so it is served from there; otherwise it has expired.
 */
const notArchivedInTime = (job: Job): CopyResult => ({
  asset: { ...unknownFile, state: job.video.expires_at === null ? 'ready' : 'expired' },
})

/** Deletes archived files whose retention period (`retainForMs`) is over. */
async function deleteExpiredFiles(
  context: ServerContext,
  archiving: Archiving,
  job: Job,
  holder: string,
): Promise<void> {
  const { store, now } = context
  const isExpired = job.video.expires_at !== null && job.video.expires_at * 1_000 <= now()
  let isDeleted = isExpired
  if (isExpired) isDeleted = await deleteFiles(archiving, job)
  const saved = await store.saveUpdate(
    job.video.id,
    (current) => {
      if (!isExpired) {
        return { ...current, dueAt: current.video.expires_at === null ? null : current.video.expires_at * 1_000 }
      }
      if (!isDeleted) return { ...current, dueAt: now() + retryDeletionAfterMs }
      const assets: JobAssets = {}
      for (const variant of variants) assets[variant] = { ...unknownFile, ...current.assets[variant], state: 'expired' }
      return { ...current, assets, dueAt: null, version: current.version + 1, changedAt: now() }
    },
    { holder },
  )
  if (saved) emitJobChange(context, job, saved)
}

const retryDeletionAfterMs = 60_000

/**
 * Serves files from the upstream, as long as it has them, after the archive was removed from the options while copies
 * were pending.
 */
async function serveFromUpstream(context: ServerContext, job: Job, holder: string): Promise<void> {
  const saved = await context.store.saveUpdate(
    job.video.id,
    ({ archivingUntil: _archivingUntil, ...current }) => {
      const assets: JobAssets = {}
      for (const variant of variants) {
        const asset = current.assets[variant]
        if (asset) assets[variant] = { ...asset, state: asset.state === 'archiving' ? 'ready' : asset.state }
      }
      return { ...current, assets, dueAt: null, version: current.version + 1, changedAt: context.now() }
    },
    { holder },
  )
  if (saved) emitJobChange(context, job, saved)
}

/** Deletes all archived files of a video. Returns whether all deletions succeeded. */
export async function deleteFiles({ archive }: Archiving, job: Job): Promise<boolean> {
  const deletions = await Promise.allSettled(variants.map((variant) => archive.delete(keyOf(job, variant))))
  return deletions.every(({ status }) => status === 'fulfilled')
}
