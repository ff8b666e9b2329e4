import type { Video } from './video'
import type { VideoError } from './video-error'

/**
 * Whether the job can still be heard, apart from what was last heard of it. `live`: changes arrive by event. `polling`: it is
 * looked at now and then. `retrying`: the last look went unanswered, another follows. `offline`: the browser has no network.
 * `closed`: nobody looks any more, since the job settled or an error ended the watch.
 */
export type ConnectionStatus = 'live' | 'polling' | 'retrying' | 'offline' | 'closed'

/** A job as it is watched: what was last heard, and whether more can be heard. */
export interface WatchState {
  /** As it was last heard; undefined until then. */
  video: Video | undefined
  /** Whether more can be heard. */
  connection: ConnectionStatus
  /** Why the link is `retrying`, or why it closed before the job settled. */
  error: VideoError | undefined
}

/** A video as it now is, or the id of one that was deleted. */
export type VideoEvent =
  /** It was made, or has changed. */
  | { video: Video }
  /** It is gone. */
  | { deleted: string }
