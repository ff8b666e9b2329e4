import type { VideoVariant } from '@dailies/core'
import type { ArchivingConfig } from '../media/archiving/archiving'
import type { Job, JobAssets } from '../store/job'
import type { DeclaredGrid, Upstream } from '../upstream/upstream'

/** All files of a video, smallest first. */
export const variants = ['thumbnail', 'spritesheet', 'video'] as const satisfies VideoVariant[]

/** How long to retry the copy of a file without an expiry, in milliseconds. */
const defaultArchivingPeriodMs = 86_400_000

/** The parts of the server context that {@link beginArchiving} needs. */
interface ArchivingContext {
  archiving: ArchivingConfig | undefined
  grid: DeclaredGrid | undefined
}

/** The grid of an upstream's spritesheets, if the operator or the upstream declares it. */
export const declaredGrid = ({ grid }: Pick<ArchivingContext, 'grid'>, upstream: Upstream): DeclaredGrid | undefined =>
  grid ?? upstream.capabilities.spritesheet

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

/**
 * Schedules the archiving of a job that has just completed. Without an archive, adds the declared grid of its
 * spritesheet instead. Returns any other job unchanged.
 */
export function beginArchiving(context: ArchivingContext, upstream: Upstream, job: Job, now: number): Job {
  const { archiving } = context
  const { video, assets, phase } = job
  if (video.status !== 'completed' || phase.name !== 'done' || phase.ref === undefined) return job
  const grid = declaredGrid(context, upstream)
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
    phase: {
      name: 'copying',
      ref: phase.ref,
      until: video.expires_at === null ? now + defaultArchivingPeriodMs : video.expires_at * 1_000,
    },
    dueAt: now,
  }
}
