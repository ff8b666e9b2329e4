'use client'
import type { WatchState } from '@dailies/core'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useVideosRuntime } from './videos-provider'

/** Result of `useVideos`: several videos with live updates. */
export interface UseVideos {
  /** The state of each video, in the order of the ids. The same array until one of them changes. */
  videos: readonly WatchState[]
  /** Polls one video once, immediately. */
  refresh(id: string): Promise<void>
}

/**
 * Watches several videos until their jobs settle, as `useVideo` does for one. Use it where a component needs all of them
 * together; in a list, let each item call `useVideo`, so that an update renders that item only.
 *
 * @param ids may be a new array on each render
 */
export function useVideos(ids: readonly string[]): UseVideos {
  const { store } = useVideosRuntime('useVideos')
  // No id has a line break.
  const key = ids.join('\n')
  const keys = useMemo(() => (key === '' ? [] : key.split('\n')), [key])
  useEffect(() => {
    const stops = keys.map((id) => store.watch(id))
    return () => stops.forEach((stop) => stop())
  }, [store, keys])
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = keys.map((id) => store.subscribe(id, listener))
      return () => stops.forEach((stop) => stop())
    },
    [store, keys],
  )
  const [getSnapshot, getServerSnapshot] = useMemo(
    () => [
      keepSame(() => keys.map((id) => store.getSnapshot(id))),
      keepSame(() => keys.map((id) => store.getServerSnapshot(id))),
    ],
    [store, keys],
  )
  const videos = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot)
  const refresh = useCallback(async (id: string) => store.refresh(id), [store])
  return { videos, refresh }
}

/** Returns the previous array while its items are the same. */
const keepSame = (read: () => readonly WatchState[]): (() => readonly WatchState[]) => {
  let previous: readonly WatchState[] = []
  return () => {
    const next = read()
    if (next.length !== previous.length || next.some((state, index) => state !== previous[index])) previous = next
    return previous
  }
}
