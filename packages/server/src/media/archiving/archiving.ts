import type { VideoVariant } from '@dailies/core'
import type { Archive } from '../../archive/archive'
import { createConcurrencyLimiter } from '../../poller/concurrency-limiter'
import type { PreviewGenerator } from '../previews/previews'
import type { Job, JobAssets } from '../../store/job'
import type { DeclaredGrid } from '../../upstream/upstream'

/** The archive, its retention period and the limiter of its copies. */
export interface ArchivingConfig {
  archive: Archive
  /** Retention period in milliseconds from completion; undefined keeps files forever. */
  retainForMs: number | undefined
  grid: DeclaredGrid | undefined
  previews: PreviewGenerator | undefined
  /** Limits how many videos are copied concurrently, in total and per owner. */
  runWithCopySlot: ReturnType<typeof createConcurrencyLimiter>
}

/** Options of {@link createArchiving}. */
export interface ArchivingOptions {
  archive: Archive
  /** Retention period of archived files, in milliseconds from completion. @default forever */
  retainForMs?: number | undefined
  /** The grid of this upstream's spritesheets. @default derived from each image's size, if only one grid fits */
  spritesheet?: DeclaredGrid | undefined
  /** Makes thumbnails and spritesheets that the upstream does not have. @default none: the client makes them */
  previews?: PreviewGenerator | undefined
}

export const variants = ['thumbnail', 'spritesheet', 'video'] as const satisfies VideoVariant[]

const concurrentCopies = { each: 4, all: 12 }
/** How long to retry the copy of a file without an expiry, in milliseconds. */
const defaultArchivingPeriodMs = 86_400_000

/** The archive key of a file. */
export const keyOf = (job: Job, variant: VideoVariant): string => `${job.video.id}/${variant}`

/** The parts of the server context that {@link beginArchiving} needs. */
interface ArchivingContext {
  archiving: ArchivingConfig | undefined
  grid: DeclaredGrid | undefined
}

/** A spritesheet asset with its declared grid, before its file was ever read. */
const declaredSpritesheet = ({
  columns,
  rows,
  count = columns * rows,
}: DeclaredGrid): Required<JobAssets>['spritesheet'] => ({
  state: 'ready',
  content_type: null,
  bytes: null,
  columns,
  rows,
  count: Math.min(count, columns * rows),
})

export const createArchiving = ({
  archive,
  retainForMs,
  spritesheet,
  previews,
}: ArchivingOptions): ArchivingConfig => ({
  archive,
  retainForMs,
  grid: spritesheet,
  previews,
  runWithCopySlot: createConcurrencyLimiter(concurrentCopies),
})

/**
 * Schedules the archiving of a job that has just completed. Without an archive, adds the declared grid of its
 * spritesheet instead. Returns any other job unchanged.
 */
export function beginArchiving({ archiving, grid }: ArchivingContext, job: Job, now: number): Job {
  const { video, deletedAt, assets } = job
  if (video.status !== 'completed' || deletedAt !== null || job.archivingUntil !== undefined) return job
  if (!archiving)
    return grid && !assets.spritesheet ? { ...job, assets: { ...assets, spritesheet: declaredSpritesheet(grid) } } : job
  if (assets.video !== undefined) return job
  const pending: JobAssets = {}
  for (const variant of variants) {
    pending[variant] = { content_type: null, bytes: null, ...assets[variant], state: 'archiving' }
  }
  return {
    ...job,
    assets: pending,
    archivingUntil: video.expires_at === null ? now + defaultArchivingPeriodMs : video.expires_at * 1_000,
    dueAt: now,
  }
}
