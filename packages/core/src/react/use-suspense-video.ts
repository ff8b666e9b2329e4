'use client'
import type { Video } from '@dailies/core'
import { useSuspended } from './use-suspended'
import type { UseVideo } from './use-video'
import { useVideo } from './use-video'
import { videoRequestKey } from './suspended-requests'
import { useVideosRuntime } from './videos-provider'

/** Result of `useSuspenseVideo`: one video with live updates. */
export interface UseSuspenseVideo extends Omit<UseVideo, 'isLoading'> {
  /** Always defined: `<Suspense>` shows its fallback until the first response. */
  video: Video
}

/**
 * `useVideo` for React Suspense: suspends until the video is loaded, and throws to the nearest error boundary if the
 * first request fails or the video is deleted while it is shown. Later failures are returned as `error` and
 * `connection`.
 *
 * Its `<Suspense>` must be below the `<VideosProvider>`, because React discards a provider that suspends before it is
 * mounted. Resetting the error boundary retries the request.
 *
 * @throws VideoError to the error boundary
 */
export function useSuspenseVideo(id: string): UseSuspenseVideo {
  const { store } = useVideosRuntime('useSuspenseVideo')
  const { video: loaded, connection, error, refresh } = useVideo(id)
  const video = useSuspended('useSuspenseVideo', videoRequestKey(id), loaded, async () => {
    await store.refresh(id)
    const state = store.getSnapshot(id)
    return state.video ? undefined : state.error
  })
  return { video, connection, error, refresh }
}
