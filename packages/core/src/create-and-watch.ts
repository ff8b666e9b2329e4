import type { Video } from './video'
import { isSettled } from './video'
import type { WatchableVideos } from './video-feed'
import type { CreateVideo, CreateOptions } from './videos'
import type { WatchVideoOptions } from './watch-video'
import { watchVideo } from './watch-video'

/** How a film is made and waited for. */
export interface CreateAndWatchOptions extends CreateOptions, Omit<WatchVideoOptions, 'known'> {
  /** Hears the video at creation and at every change. */
  onProgress?: (video: Video) => void
}

/**
 * Makes a film and waits for its end: resolves with the settled video, completed or failed.
 *
 * @throws VideoError where the create is refused or the watch ends early; the signal's reason where it is aborted. The job itself
 * runs on then: aborting takes nothing back.
 */
export async function createAndWatch(
  videos: WatchableVideos,
  request: CreateVideo,
  { onProgress, signal, idempotencyKey, ...watching }: CreateAndWatchOptions = {},
): Promise<Video> {
  const created = await videos.create(request, {
    ...(signal && { signal }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  })
  onProgress?.(created)
  if (isSettled(created)) return created
  return new Promise((resolve, reject) => {
    let last = created
    const end = (): void => {
      stop()
      signal?.removeEventListener('abort', abandon)
    }
    const abandon = (): void => {
      end()
      reject(signal?.reason)
    }
    const stop = watchVideo(
      videos,
      created.id,
      ({ video, connection, error }) => {
        if (video && video !== last) {
          last = video
          onProgress?.(video)
        }
        if (connection !== 'closed') return
        end()
        if (error) reject(error)
        else resolve(last)
      },
      { ...watching, known: created },
    )
    if (signal?.aborted) abandon()
    else signal?.addEventListener('abort', abandon)
  })
}
