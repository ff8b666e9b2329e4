import type { Video } from './video'
import { isSettled } from './video'
import type { VideoStoreClient } from './videos-client'
import type { CreateVideo, CreateOptions } from './videos'
import type { WatchVideoOptions } from './watch-video'
import { watchVideo } from './watch-video'

/** Options of creating a video and waiting for it. */
export interface CreateAndWatchOptions extends CreateOptions, Omit<WatchVideoOptions, 'initial'> {
  /** Called with the video after creation and on every change. */
  onProgress?: (video: Video) => void
}

/**
 * Creates a video and waits until the job is settled (create and poll): resolves with the completed or failed video.
 *
 * @throws VideoError if the create request is rejected or the watch closes early; the signal's reason if it is aborted.
 * Aborting does not cancel the job.
 *
 * @example
 * const video = await createAndWatch(
 *   videos,
 *   { prompt: 'A lighthouse at dusk' },
 *   { onProgress: ({ progress }) => show(progress) },
 * )
 */
export async function createAndWatch(
  client: VideoStoreClient,
  request: CreateVideo,
  { onProgress, signal, idempotencyKey, ...watchOptions }: CreateAndWatchOptions = {},
): Promise<Video> {
  const created = await client.create(request, {
    ...(signal && { signal }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  })
  onProgress?.(created)
  if (isSettled(created)) return created
  return new Promise((resolve, reject) => {
    let last = created
    const cleanUp = (): void => {
      stop()
      signal?.removeEventListener('abort', onAbort)
    }
    const onAbort = (): void => {
      cleanUp()
      reject(signal?.reason)
    }
    const stop = watchVideo(
      client,
      created.id,
      ({ video, connection, error }) => {
        if (video && video !== last) {
          last = video
          onProgress?.(video)
        }
        if (connection !== 'closed') return
        cleanUp()
        if (error) reject(error)
        else resolve(last)
      },
      { ...watchOptions, initial: created },
    )
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort)
  })
}
