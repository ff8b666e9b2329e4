import type { Video } from './video'
import type { VideoError } from './video-error'

/**
 * Connection status of a watch: how updates of the job arrive. It is independent of the job's own status. `live`: by
 * server-sent events. `polling`: by polling. `retrying`: the last poll failed and will be retried. `offline`: the
 * browser has no network. `closed`: the watch is closed, because the job is settled or a permanent error occurred.
 */
export type ConnectionStatus = 'live' | 'polling' | 'retrying' | 'offline' | 'closed'

/** State of a watched job: its latest video object, connection status and error. */
export interface WatchState {
  /** The current state of the video; undefined before the first response. */
  video: Video | undefined
  /** How updates of the job arrive. */
  connection: ConnectionStatus
  /** Why the connection is `retrying`, or why it closed before the job was settled. */
  error: VideoError | undefined
}

/** A change event: the current state of a video, or the id of a deleted one. */
export type VideoEvent =
  /** The video was created or has changed. */
  | { video: Video }
  /** The id of a video that was deleted. */
  | { deleted: string }
