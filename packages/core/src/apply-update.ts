import { isRecord } from './is-record'
import type { VideoUpdate, Video, VideoStatus } from './video'
import { isFinal } from './video'

const statusOrder: Record<VideoStatus, number> = { queued: 0, in_progress: 1, completed: 2, failed: 2 }

/**
 * Applies an update to a video: the reducer of a job's state, a pure function.
 *
 * Updates can arrive late, duplicated, out of order and from two sources (events and polls). A settled job never
 * returns to running, progress never decreases, and an outdated update (a lower `assets.version`) is ignored. Only a
 * provisional failure (`error.final: false`) can be replaced by a later update.
 *
 * @returns a new object, or `current` itself if nothing changed
 */
export function applyUpdate(current: Video, update: VideoUpdate): Video {
  if (isOutdated(update, current)) return current
  if (isFinal(current))
    return withChanges(current, { ...assetFields(current, update), ...detailFields(current, update) })
  const isRegression = statusOrder[update.status] < statusOrder[current.status] && current.status !== 'failed'
  const status = isRegression ? current.status : update.status
  return withChanges(current, {
    ...assetFields(current, update),
    ...detailFields(current, update),
    status,
    progress: status === 'completed' ? 100 : maxProgress(current.progress, update.progress),
    completed_at:
      status === 'queued' || status === 'in_progress' ? null : (update.completed_at ?? current.completed_at),
    error: status === 'failed' ? (update.error ?? current.error) : null,
  })
}

const isOutdated = (update: VideoUpdate, current: Video): boolean =>
  update.assets !== undefined && current.assets !== undefined && update.assets.version < current.assets.version

/** Files change even after the job is settled: they are archived and expire. So does what the owner can change. */
const assetFields = (current: Video, { assets, expires_at, metadata }: VideoUpdate): Partial<Video> => ({
  ...(assets && { assets }),
  ...(metadata && { metadata }),
  expires_at: assets ? (expires_at ?? null) : (expires_at ?? current.expires_at),
})

/** Details of the request. The first value that is not empty is kept; size and duration take the latest value. */
const detailFields = (current: Video, update: VideoUpdate): Partial<Video> => ({
  model: current.model || (update.model ?? ''),
  created_at: current.created_at || (update.created_at ?? 0),
  completed_at: current.completed_at ?? update.completed_at ?? null,
  prompt: current.prompt ?? update.prompt ?? null,
  remixed_from_video_id: current.remixed_from_video_id ?? update.remixed_from_video_id ?? null,
  // An extension is requested with the added duration and reported with the total duration, so the latest value wins.
  size: update.size || current.size,
  seconds: update.seconds || current.seconds,
})

const maxProgress = (current: number | null, update: number | null | undefined): number | null =>
  update === null || update === undefined ? current : Math.max(current ?? 0, Math.min(100, Math.max(0, update)))

const withChanges = (current: Video, changes: Partial<Video>): Video => {
  const next = { ...current, ...changes }
  return isDeepEqual(current, next) ? current : next
}

const isDeepEqual = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => isDeepEqual(a[key], b[key]))
}
