'use client'
import type { Video, VideoStore } from '@dailies/core'
import { useMemo, useSyncExternalStore } from 'react'
import { useVideosRuntime } from './videos-provider'

/**
 * Reads one value of each video of a list, such as its size. Re-renders only when one of the values changes. Sends no
 * requests; a video that is not in the store has the value undefined.
 *
 * @param ids for example those of `useVideoLibrary`
 * @param select returns a primitive value; a stable function (`useCallback`, or declared outside the component)
 */
export function useVideoValues<Value extends string | number | boolean | undefined>(
  ids: readonly string[],
  select: (video: Video) => Value,
): readonly (Value | undefined)[] {
  const { store } = useVideosRuntime('useVideoValues')
  const getSnapshot = useMemo(() => createSnapshot(store, ids, select), [store, ids, select])
  return useSyncExternalStore(store.subscribeAll, getSnapshot, getSnapshot)
}

/** Returns the same array until a value changes. */
function createSnapshot<Value>(
  store: VideoStore,
  ids: readonly string[],
  select: (video: Video) => Value,
): () => readonly (Value | undefined)[] {
  let values: readonly (Value | undefined)[] = []
  return () => {
    const next = ids.map((id) => {
      const { video } = store.getSnapshot(id)
      return video && select(video)
    })
    if (next.length !== values.length || next.some((value, index) => value !== values[index])) values = next
    return values
  }
}
