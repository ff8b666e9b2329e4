import type { Video, VideoError, WatchState } from '@dailies/core'
import { rangeOf, type StoryboardShot } from './shot'

/**
 * Whether a shot can be played. `loading`: its video is not known yet. `running`: its video is queued or rendering.
 * `ready`. `failed`: its job failed. `missing`: its video was deleted, or its file has expired. `unplayable`: its file
 * cannot be played here.
 */
export type ShotState = 'loading' | 'running' | 'ready' | 'failed' | 'missing' | 'unplayable'

/** A shot with its video. */
export interface ResolvedShot extends StoryboardShot {
  /** Its place in the storyboard, from 0. */
  index: number
  /** The video; undefined until it has loaded, and if it was deleted. */
  video: Video | undefined
  /** Whether it can be played, and if not, why. */
  state: ShotState
  /** The length of the video in seconds; 0 if it is not known. */
  seconds: number
  /** Where the shot starts in the video, in seconds. */
  start: number
  /** Where it ends, in seconds. */
  end: number
}

/** What is known of a shot and its video. @param isUnplayable whether its file failed to load */
export function resolveShot(
  shot: StoryboardShot,
  index: number,
  { video, error }: Pick<WatchState, 'video' | 'error'>,
  isUnplayable: boolean,
): ResolvedShot {
  const seconds = Number(video?.seconds) || 0
  return { ...shot, ...rangeOf(shot, seconds), index, video, seconds, state: stateOf(video, error, isUnplayable) }
}

function stateOf(video: Video | undefined, error: VideoError | undefined, isUnplayable: boolean): ShotState {
  if (error?.code === 'not_found' || error?.code === 'expired') return 'missing'
  if (!video) return 'loading'
  if (video.status === 'failed') return 'failed'
  const file = video.assets?.video.state ?? (video.status === 'completed' ? 'ready' : 'waiting')
  if (video.status !== 'completed' || file === 'waiting') return 'running'
  if (file === 'expired') return 'missing'
  return isUnplayable || file === 'unavailable' ? 'unplayable' : 'ready'
}
