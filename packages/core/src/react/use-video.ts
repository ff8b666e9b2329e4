'use client'
import type { ConnectionStatus, Video, VideoError } from '@dailies/core'
import { isSettled } from '@dailies/core'
import { useCallback, useEffect, useMemo } from 'react'
import { useCacheEntry } from './use-cache-entry'
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
  const runtime = useVideosRuntime('useVideo')
  const key = id ?? ''
  const video = useCacheEntry(useMemo(() => runtime.store.video(key), [runtime, key]))
  const state = useCacheEntry(useMemo(() => runtime.watches.connection(key), [runtime, key]))
  useEffect(() => (key === '' ? undefined : runtime.watches.watch(key)), [runtime, key])
  const refresh = useCallback(async () => (key === '' ? undefined : runtime.watches.refresh(key)), [runtime, key])
  const error = state?.error
  const initialConnection = !key || (video && isSettled(video)) ? 'closed' : 'polling'
  return {
    video,
    connection: state?.connection ?? initialConnection,
    error,
    isLoading: key !== '' && !video && !error,
    refresh,
  }
}
