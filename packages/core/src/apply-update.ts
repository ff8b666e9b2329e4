import { isRecord } from './is-record'
import type { VideoUpdate, Video, VideoStatus } from './video'
import { isFinal } from './video'

const rank: Record<VideoStatus, number> = { queued: 0, in_progress: 1, completed: 2, failed: 2 }

/**
 * Folds what was heard into what is known: the life of a job in one pure function.
 *
 * Answers come late, twice, out of order and from two sources (push and poll). A settled job never reopens, progress never runs
 * backwards, and older news (a lower `assets.version`) changes nothing. Only a verdict of our own (`error.final: false`) gives way
 * to a later answer. Returns `known` itself where nothing changed.
 */
export function applyUpdate(known: Video, update: VideoUpdate): Video {
  if (isOlder(update, known)) return known
  if (isFinal(known)) return changed(known, { ...withAssets(known, update), ...filled(known, update) })
  const isBehind = rank[update.status] < rank[known.status] && known.status !== 'failed'
  const status = isBehind ? known.status : update.status
  return changed(known, {
    ...withAssets(known, update),
    ...filled(known, update),
    status,
    progress: status === 'completed' ? 100 : furthest(known.progress, update.progress),
    completed_at: status === 'queued' || status === 'in_progress' ? null : (update.completed_at ?? known.completed_at),
    error: status === 'failed' ? (update.error ?? known.error) : null,
  })
}

const isOlder = (update: VideoUpdate, known: Video): boolean =>
  update.assets !== undefined && known.assets !== undefined && update.assets.version < known.assets.version

/** The files move on after the end too: they are archived, and expire. */
const withAssets = (known: Video, { assets, expires_at }: VideoUpdate): Partial<Video> => ({
  ...(assets && { assets }),
  expires_at: assets ? (expires_at ?? null) : (expires_at ?? known.expires_at),
})

/** What is said once and stays: the first telling wins, a blank is filled. */
const filled = (known: Video, update: VideoUpdate): Partial<Video> => ({
  model: known.model || (update.model ?? ''),
  created_at: known.created_at || (update.created_at ?? 0),
  completed_at: known.completed_at ?? update.completed_at ?? null,
  prompt: known.prompt ?? update.prompt ?? null,
  remixed_from_video_id: known.remixed_from_video_id ?? update.remixed_from_video_id ?? null,
  // An extension is asked for by what it adds and answered by its whole length, so the latest word counts.
  size: update.size || known.size,
  seconds: update.seconds || known.seconds,
})

const furthest = (known: number | null, update: number | null | undefined): number | null =>
  update === null || update === undefined ? known : Math.max(known ?? 0, Math.min(100, Math.max(0, update)))

const changed = (known: Video, changes: Partial<Video>): Video => {
  const next = { ...known, ...changes }
  return isSame(known, next) ? known : next
}

const isSame = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true
  if (!isRecord(one) || !isRecord(other)) return false
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]))
}
