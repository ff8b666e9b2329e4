import type { VideoVariant } from '@dailies/core'
import type { Archive } from '../../archive/archive'
import type { PreviewGenerator } from '../previews/previews'
import type { Job } from '../../store/job'

/** The archive and its retention period. */
export interface ArchivingConfig {
  archive: Archive
  /** Retention period in milliseconds from completion; undefined keeps files forever. */
  retainForMs: number | undefined
  previews: PreviewGenerator | undefined
}

/** The archive key of a file. */
export const keyOf = (job: Job, variant: VideoVariant): string => `${job.video.id}/${variant}`
