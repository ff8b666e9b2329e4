import type { VideoVariant } from '@dailies/core'
import type { Archive } from '../../archive/archive'
import { createConcurrencyLimiter } from '../../concurrency-limiter'
import type { ConcurrencyLimiter } from '../../concurrency-limiter'
import type { PreviewGenerator } from '../previews/previews'
import type { Job } from '../../store/job'
import type { DeclaredGrid } from '../../upstream/upstream'

/** The archive, its retention period and the limiter of its copies. */
export interface ArchivingConfig {
  archive: Archive
  /** Retention period in milliseconds from completion; undefined keeps files forever. */
  retainForMs: number | undefined
  grid: DeclaredGrid | undefined
  previews: PreviewGenerator | undefined
  /** Limits how many videos are copied concurrently, in total and per owner. */
  copies: ConcurrencyLimiter
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

const concurrentCopies = { each: 4, all: 12 }
/** The archive key of a file. */
export const keyOf = (job: Job, variant: VideoVariant): string => `${job.video.id}/${variant}`

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
  copies: createConcurrencyLimiter(concurrentCopies),
})
