import { isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { announce } from '../announce'
import { nextLook } from '../next-look'
import type { ServerContext } from '../server-context'
import type { Job, JobAssets } from '../store/job'
import { keyOf, variants } from './archiving'
import type { Archiving } from './archiving'
import { copyFile } from './copy-file'
import { makePreviews } from './make-previews'
import { gridOf } from './spritesheet-grid'

type Found = JobAssets[VideoVariant]
type Outcome = { asset: Found } | { again: true; after: number }

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
  const { store, now } = context
  const { id } = job.video
  const missing = variants.filter((variant) => job.assets[variant]?.state === 'archiving')
  const outcomes = new Map<VideoVariant, Outcome>(
    await Promise.all(
      missing.map(async (variant) => [variant, await copyOne(context, archiving, job, variant, signal)] as const),
    ),
  )
  const made = await makePreviews(archiving, job, { ...job.assets, ...assetsIn(outcomes) }, signal)
  for (const variant of variants) if (made[variant]) outcomes.set(variant, { asset: made[variant] })
  const settled = await store.settle(id, (known) => fold(known, outcomes, archiving, now(), signal.aborted), { holder })
  if (settled) return announce(context, job, settled)
  // The owner removed it while we copied, so what arrived since is not to stay.
  const known = await store.retrieve(id)
  if (known?.removedAt !== null) await removeFiles(archiving, job)
}

function assetsIn(outcomes: Map<VideoVariant, Outcome>): JobAssets {
  const assets: JobAssets = {}
  for (const [variant, outcome] of outcomes) if ('asset' in outcome) Object.assign(assets, { [variant]: outcome.asset })
  return assets
}

async function copyOne(
  { upstream, now, tell }: ServerContext,
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
    tell({ type: 'archived', videoId, owner: job.owner, model, variant, bytes, took: now() - started })
    const grid = variant === 'spritesheet' && pixels ? gridOf(pixels, job.video.size, archiving.grid) : {}
    return { asset: { state: 'ready', content_type: contentType, bytes, ...grid } }
  } catch (error) {
    const code = isVideoError(error) ? error.code : undefined
    if (code === 'unsupported') return { asset: { ...unknownFile, state: 'unavailable' } }
    if (code === 'expired' || code === 'not_found') return { asset: { ...unknownFile, state: 'expired' } }
    return { again: true, after: isVideoError(error) ? (error.retryAfter ?? 0) * 1_000 : 0 }
  }
}

const unknownFile = { content_type: null, bytes: null } as const

/** Not to be had in time. Where the upstream named no end, the file may still be there, so it is served from there as long as it is. */
const gone = (job: Job): Outcome => ({
  asset: { ...unknownFile, state: job.video.expires_at === null ? 'ready' : 'expired' },
})

function fold(
  known: Job,
  outcomes: Map<VideoVariant, Outcome>,
  { retainFor }: Archiving,
  now: number,
  isAborted: boolean,
): Job {
  const assets: JobAssets = { ...known.assets, ...assetsIn(outcomes) }
  let wait: number | undefined
  for (const outcome of outcomes.values()) if ('again' in outcome) wait = Math.max(wait ?? 0, outcome.after)
  const { archivingUntil, ...rest } = known
  const isArchived = assets.video?.state === 'ready' && assets.video.bytes !== null
  const expiresAt = isArchived ? expiryOf(known, retainFor) : known.video.expires_at
  const isSeen = [...outcomes.values()].some((outcome) => 'asset' in outcome)
  const next: Job = {
    ...rest,
    assets,
    video: { ...known.video, expires_at: expiresAt },
    ...(isSeen && { version: known.version + 1, changedAt: now }),
  }
  if (wait === undefined) {
    return { ...next, failures: 0, dueAt: isArchived && expiresAt !== null ? expiresAt * 1_000 : null }
  }
  const failures = isAborted ? known.failures : known.failures + 1
  const pause = isAborted ? 0 : nextLook({ elapsed: 0, progress: null, failures, asked: wait })
  // The last try is just before the end that the upstream named.
  const dueAt = archivingUntil === undefined ? now + pause : Math.max(now, Math.min(now + pause, archivingUntil))
  return { ...next, failures, dueAt, ...(archivingUntil !== undefined && { archivingUntil }) }
}

const expiryOf = ({ video, createdAt }: Job, retainFor: number | undefined): number | null =>
  retainFor === undefined ? null : Math.ceil(((video.completed_at ?? createdAt / 1_000) * 1_000 + retainFor) / 1_000)

/** Lets go of files that were retained as long as the operator wanted. */
async function expireFiles(context: ServerContext, archiving: Archiving, job: Job, holder: string): Promise<void> {
  const { store, now } = context
  const isOver = job.video.expires_at !== null && job.video.expires_at * 1_000 <= now()
  let isDone = isOver
  if (isOver) isDone = await removeFiles(archiving, job)
  const settled = await store.settle(
    job.video.id,
    (known) => {
      if (!isOver) return { ...known, dueAt: known.video.expires_at === null ? null : known.video.expires_at * 1_000 }
      if (!isDone) return { ...known, dueAt: now() + retryRemovalAfter }
      const assets: JobAssets = {}
      for (const variant of variants) assets[variant] = { ...unknownFile, ...known.assets[variant], state: 'expired' }
      return { ...known, assets, dueAt: null, version: known.version + 1, changedAt: now() }
    },
    { holder },
  )
  if (settled) announce(context, job, settled)
}

const retryRemovalAfter = 60_000

/** The archive was taken away while files were to go there: they are served from the upstream as long as it has them. */
async function settleWithout(context: ServerContext, job: Job, holder: string): Promise<void> {
  const settled = await context.store.settle(
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
  if (settled) announce(context, job, settled)
}

/** Removes all files of a video; whether that worked. */
export async function removeFiles({ archive }: Archiving, job: Job): Promise<boolean> {
  const removals = await Promise.allSettled(variants.map((variant) => archive.remove(keyOf(job, variant))))
  return removals.every(({ status }) => status === 'fulfilled')
}
