'use client'
import type { ConnectionStatus, Video, VideoError } from '@dailies/core'
import { isSettled } from '@dailies/core'
import { useCallback, useEffect, useMemo } from 'react'
import { useCell } from './use-cell'
import { useVideosRuntime } from './videos-provider'

/** One video, followed while it is shown. */
export interface UseVideo {
  /** As it was last heard; undefined until then. */
  video: Video | undefined
  /** Whether it can still be heard; apart from the job's own `status`. */
  connection: ConnectionStatus
  /** Why it cannot be heard, or not be found. */
  error: VideoError | undefined
  /** Nothing has been heard of it yet. */
  isLoading: boolean
  /** Looks at once; also after the watch has ended. */
  refresh(): Promise<void>
}

/** Follows one video until it settles. Without an id it asks nothing. */
export function useVideo(id: string | null | undefined): UseVideo {
  const store = useVideosRuntime('useVideo')
  const key = id ?? ''
  const video = useCell(useMemo(() => store.store.video(key), [store, key]))
  const state = useCell(useMemo(() => store.watches.connection(key), [store, key]))
  useEffect(() => (key === '' ? undefined : store.watches.watch(key)), [store, key])
  const refresh = useCallback(async () => (key === '' ? undefined : store.watches.refresh(key)), [store, key])
  const error = state?.error
  const resting = !key || (video && isSettled(video)) ? 'closed' : 'polling'
  return { video, connection: state?.connection ?? resting, error, isLoading: key !== '' && !video && !error, refresh }
}
