'use client'
import type { Video, VideoStore } from '@dailies/core'
import { useMemo, useSyncExternalStore } from 'react'
import { keepSameIds } from './same-ids'
import { useVideosRuntime } from './videos-provider'

/**
 * Filters a list of videos by a predicate, in the same order. Re-renders only when the result changes: progress of a
 * job re-renders its own card and not the list. Sends no requests; a video that is not in the store does not match.
 *
 * @param ids for example those of `useVideoLibrary`
 * @param matches a stable function (`useCallback`, or declared outside the component); undefined matches all
 */
export function useFilteredVideoIds(
  ids: readonly string[],
  matches: ((video: Video) => boolean) | undefined,
): readonly string[] {
  const { store } = useVideosRuntime('useFilteredVideoIds')
  const getSnapshot = useMemo(() => (matches ? createSnapshot(store, ids, matches) : () => ids), [store, ids, matches])
  return useSyncExternalStore(store.subscribeAll, getSnapshot, getSnapshot)
}

/** Returns the same array until the result changes. */
function createSnapshot(
  store: VideoStore,
  ids: readonly string[],
  matches: (video: Video) => boolean,
): () => readonly string[] {
  let result: readonly string[] = []
  return () => {
    const next = ids.filter((id) => {
      const { video } = store.getSnapshot(id)
      return video !== undefined && matches(video)
    })
    result = keepSameIds(result, next)
    return result
  }
}
