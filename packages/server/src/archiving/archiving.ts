import type { VideoVariant } from '@dailies/core'
import type { Archive } from '../archive/archive'
import { createConcurrencyLimiter } from '../concurrency-limiter'
import type { Previews } from '../previews/previews'
import type { Job, JobAssets } from '../store/job'
import type { DeclaredGrid } from '../upstream/upstream'

/** How files come into the archive, and for how long. */
export interface Archiving {
  archive: Archive
  /** Milliseconds from completion; undefined for ever. */
  retainForMs: number | undefined
  grid: DeclaredGrid | undefined
  previews: Previews | undefined
  /** Lets only a few films be copied at once, and fewer of one owner. */
  gate: ReturnType<typeof createConcurrencyLimiter>
}

export interface ArchivingOptions {
  archive: Archive
  /** How long archived files are served, in milliseconds from completion. @default for ever */
  retainForMs?: number | undefined
  /** How this upstream cuts its spritesheets. @default decided by each picture's size, where only one grid fits */
  spritesheet?: DeclaredGrid | undefined
  /** Makes pictures where the upstream has none. @default none: the page makes them itself */
  previews?: Previews | undefined
}

export const variants = ['thumbnail', 'spritesheet', 'video'] as const satisfies VideoVariant[]

const concurrentCopies = { each: 4, all: 12 }
/** How long a file without a known end is asked for, in milliseconds. */
const patience = 86_400_000

export const keyOf = (job: Job, variant: VideoVariant): string => `${job.video.id}/${variant}`

/** What happens to the files of a completed job. */
interface Files {
  archiving: Archiving | undefined
  grid: DeclaredGrid | undefined
}

const unseen = ({ columns, rows, count = columns * rows }: DeclaredGrid): Required<JobAssets>['spritesheet'] => ({
  state: 'ready',
  content_type: null,
  bytes: null,
  columns,
  rows,
  count: Math.min(count, columns * rows),
})

export const createArchiving = ({ archive, retainForMs, spritesheet, previews }: ArchivingOptions): Archiving => ({
  archive,
  retainForMs,
  grid: spritesheet,
  previews,
  gate: createConcurrencyLimiter(concurrentCopies),
})

/**
 * A job that has just completed, made due for archiving where there is an archive, else with what is known of its spritesheet unseen; any
 * other job as it is.
 */
export function beginArchiving({ archiving, grid }: Files, job: Job, now: number): Job {
  const { video, deletedAt, assets } = job
  if (video.status !== 'completed' || deletedAt !== null || job.archivingUntil !== undefined) return job
  if (!archiving)
    return grid && !assets.spritesheet ? { ...job, assets: { ...assets, spritesheet: unseen(grid) } } : job
  if (assets.video !== undefined) return job
  const begun: JobAssets = {}
  for (const variant of variants) {
    begun[variant] = { content_type: null, bytes: null, ...assets[variant], state: 'archiving' }
  }
  return {
    ...job,
    assets: begun,
    archivingUntil: video.expires_at === null ? now + patience : video.expires_at * 1_000,
    dueAt: now,
  }
}
