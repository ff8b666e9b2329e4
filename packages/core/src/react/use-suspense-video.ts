'use client'
import type { Video } from '@dailies/core'
import { useSuspended } from './use-suspended'
import type { UseVideo } from './use-video'
import { useVideo } from './use-video'
import { videoKeys } from './video-keys'
import { useVideosRuntime } from './videos-provider'

/** One video, followed while it is shown. */
export interface UseSuspenseVideo extends Omit<UseVideo, 'isLoading'> {
  video: Video
}

/**
 * `useVideo` for `<Suspense>`: renders once the video is there, and hands to the nearest error boundary why it cannot be; also when
 * it is deleted while it is shown. A failure after that is told as `error` and `link`.
 *
 * Its `<Suspense>` belongs below the `<VideosProvider>`: React forgets a provider that has never been shown. A boundary that is
 * reset asks again.
 *
 * @throws VideoError to the error boundary
 */
export function useSuspenseVideo(id: string): UseSuspenseVideo {
  const { watches, store } = useVideosRuntime('useSuspenseVideo')
  const { video: known, connection, error, refresh } = useVideo(id)
  const video = useSuspended('useSuspenseVideo', videoKeys.video(id), known, async () => {
    await watches.refresh(id)
    return store.video(id).get() ? undefined : watches.connection(id).get()?.error
  })
  return { video, connection, error, refresh }
}
