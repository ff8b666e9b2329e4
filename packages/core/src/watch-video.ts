import type { Watched } from './poll-video'
import { pollVideo } from './poll-video'
import type { Video } from './video'
import type { Videos } from './videos'
import type { World } from './world'
import { hereAndNow } from './world'

/** How a job is watched. */
export interface WatchVideoOptions {
  /** What is known already; the first look then waits its turn. */
  known?: Video | undefined
  /** What such a job usually takes, in seconds; it makes polling closer around that time. */
  expected?: (video: Video) => number | undefined
  /** How long to watch, in milliseconds. @default 86_400_000, a day */
  deadline?: number
  /** @default the browser's own clock, timers, visibility and connection */
  world?: World
}

/**
 * Follows a job until it settles; returns the end of the watch.
 *
 * Rests while the page is hidden or offline and catches up at once on return. Ends by itself when the job settles, at the
 * deadline, and at an answer that no repetition changes (401 after one chance to refresh the token, 404), each told as
 * `link: 'closed'`.
 */
export function watchVideo(
  videos: Videos,
  id: string,
  onChange: (watched: Watched) => void,
  { known, expected, deadline = 86_400_000, world = hereAndNow }: WatchVideoOptions = {},
): () => void {
  return pollVideo(videos, id, onChange, { world, known, expected, deadline: world.now() + deadline }).stop
}
