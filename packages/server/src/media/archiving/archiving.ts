import type { VideoVariant } from '@dailies/core'
import type { Archive } from '../../archive/archive'
import type { PreviewGenerator } from '../previews/previews'
import type { Job } from '../../store/job'
import type { DeclaredGrid } from '../../upstream/upstream'

/** The archive and its retention period. */
export interface ArchivingConfig {
  archive: Archive
  /** Retention period in milliseconds from completion; undefined keeps files forever. */
  retainForMs: number | undefined
  grid: DeclaredGrid | undefined
  previews: PreviewGenerator | undefined
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
})
