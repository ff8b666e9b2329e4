'use client'
import type { ConnectionStatus, Video, VideoError } from '@dailies/core'
import { useCallback, useEffect } from 'react'
import { useVideoState } from './use-video-state'
import { useVideosRuntime } from './videos-provider'

/** Result of `useVideo`: one video with live updates. */
export interface UseVideo {
  /** Latest state of the video; undefined until the first response. */
  video: Video | undefined
  /** Connection status of the updates, separate from the `status` of the job. */
  connection: ConnectionStatus
  /** Error of the last request, such as `not_found`. */
  error: VideoError | undefined
  /** The first response is pending. */
  isLoading: boolean
  /** Polls once, immediately; also after the watch has closed. */
  refresh(): Promise<void>
}

/**
 * Watches one video until its job settles, by server-sent events (SSE) or, if the server has none, by polling. All
 * components that show the same video share one watch.
 *
 * @param id null or undefined sends no requests
 */
export function useVideo(id: string | null | undefined): UseVideo {
  const { store } = useVideosRuntime('useVideo')
  const key = id ?? ''
  const { video, connection, error } = useVideoState(store, key)
  useEffect(() => (key === '' ? undefined : store.watch(key)), [store, key])
  const refresh = useCallback(async () => (key === '' ? undefined : store.refresh(key)), [store, key])
  return {
    video,
    connection: key === '' ? 'closed' : connection,
    error,
    isLoading: key !== '' && !video && !error,
    refresh,
  }
}
