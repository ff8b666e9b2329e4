import { isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { emitJobChange } from '../emit-job-change'
import type { ServerContext } from '../server-context'
import type { Job, JobAssets } from '../store/job'
import { keyOf, variants } from './archiving'
import type { Archiving } from './archiving'
import { copyFile } from './copy-file'
import { assetsIn, foldCopies } from './apply-copies'
import type { Outcome } from './apply-copies'
import { makePreviews } from './make-previews'
import { gridOf } from './spritesheet-grid'

/**
 * Does what is due for the files of one leased, completed job: copies what is missing, or lets go what was retained long enough.
 *
 * @param signal ends the copying, which goes on at the next look
 */
export async function archiveFiles(
  context: ServerContext,
  job: Job,
  holder: string,
  signal: AbortSignal,
): Promise<void> {
  const { archiving } = context
  if (!archiving) return settleWithout(context, job, holder)
  return job.archivingUntil === undefined
    ? expireFiles(context, archiving, job, holder)
    : archiving.gate(job.owner, () => copyFiles(context, archiving, job, holder, signal))
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
  const outcomes = new Map<VideoVariant, Outcome>(
    await Promise.all(
      missing.map(async (variant) => [variant, await copyOne(context, archiving, job, variant, signal)] as const),
    ),
  )
  const made = await makePreviews(archiving, job, { ...job.assets, ...assetsIn(outcomes) }, signal)
  for (const variant of variants) if (made[variant]) outcomes.set(variant, { asset: made[variant] })
  const settled = await store.saveUpdate(
    id,
    (known) => foldCopies(known, outcomes, { upstream, archiving, now: now(), isAborted: signal.aborted }),
    { holder },
  )
  if (settled) return emitJobChange(context, job, settled)
  // The owner deleted it while we copied, so what arrived since is not to stay.
  const known = await store.retrieve(id)
  if (known?.deletedAt === null || (await deleteFiles(archiving, job))) return
  await store.saveUpdate(id, (deleted) => ({ ...deleted, dueAt: now() + retryDeletionAfter }))
}

async function copyOne(
  { upstream, now, emit }: ServerContext,
  archiving: Archiving,
  job: Job,
  variant: VideoVariant,
  signal: AbortSignal,
): Promise<Outcome> {
  const started = now()
  if (job.ref === undefined || started >= (job.archivingUntil ?? 0)) return gone(job)
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
    emit({ type: 'archived', videoId, owner: job.owner, model, variant, bytes, durationMs: now() - started })
    const grid = variant === 'spritesheet' && pixels ? gridOf(pixels, job.video.size, archiving.grid) : {}
    return { asset: { state: 'ready', content_type: contentType, bytes, ...grid } }
  } catch (error) {
    const code = isVideoError(error) ? error.code : undefined
    if (code === 'unsupported') return { asset: { ...unknownFile, state: 'unavailable' } }
    if (code === 'expired') return { asset: { ...unknownFile, state: 'expired' } }
    return {
      again: true,
      isMissing: code === 'not_found',
      after: isVideoError(error) ? (error.retryAfter ?? 0) * 1_000 : 0,
    }
  }
}

const unknownFile = { content_type: null, bytes: null } as const

/** Not to be had in time. Where the upstream named no end, the file may still be there, so it is served from there as long as it is. */
const gone = (job: Job): Outcome => ({
  asset: { ...unknownFile, state: job.video.expires_at === null ? 'ready' : 'expired' },
})

/** Lets go of files that were retained as long as the operator wanted. */
async function expireFiles(context: ServerContext, archiving: Archiving, job: Job, holder: string): Promise<void> {
  const { store, now } = context
  const isOver = job.video.expires_at !== null && job.video.expires_at * 1_000 <= now()
  let isDone = isOver
  if (isOver) isDone = await deleteFiles(archiving, job)
  const settled = await store.saveUpdate(
    job.video.id,
    (known) => {
      if (!isOver) return { ...known, dueAt: known.video.expires_at === null ? null : known.video.expires_at * 1_000 }
      if (!isDone) return { ...known, dueAt: now() + retryDeletionAfter }
      const assets: JobAssets = {}
      for (const variant of variants) assets[variant] = { ...unknownFile, ...known.assets[variant], state: 'expired' }
      return { ...known, assets, dueAt: null, version: known.version + 1, changedAt: now() }
    },
    { holder },
  )
  if (settled) emitJobChange(context, job, settled)
}

const retryDeletionAfter = 60_000

/** The archive was taken away while files were to go there: they are served from the upstream as long as it has them. */
async function settleWithout(context: ServerContext, job: Job, holder: string): Promise<void> {
  const settled = await context.store.saveUpdate(
    job.video.id,
    ({ archivingUntil: _archivingUntil, ...known }) => {
      const assets: JobAssets = {}
      for (const variant of variants) {
        const asset = known.assets[variant]
        if (asset) assets[variant] = { ...asset, state: asset.state === 'archiving' ? 'ready' : asset.state }
      }
      return { ...known, assets, dueAt: null, version: known.version + 1, changedAt: context.now() }
    },
    { holder },
  )
  if (settled) emitJobChange(context, job, settled)
}

/** Deletes all files of a video; whether that worked. */
export async function deleteFiles({ archive }: Archiving, job: Job): Promise<boolean> {
  const deletions = await Promise.allSettled(variants.map((variant) => archive.delete(keyOf(job, variant))))
  return deletions.every(({ status }) => status === 'fulfilled')
}
