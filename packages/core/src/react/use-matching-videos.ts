'use client'
import type { Video } from '@dailies/core'
import { useMemo, useSyncExternalStore } from 'react'
import type { VideoStore } from './video-store'
import { useVideosRuntime } from './videos-provider'

/**
 * Those of some videos that match, as far as they are known, in the same order. Re-renders only when the answer changes, so a job
 * that goes on renders its own card and not the list.
 *
 * @param ids such as those of `useVideoLibrary`
 * @param matches must be the same function while it asks the same; undefined matches all
 */
export function useMatchingVideos(
  ids: readonly string[],
  matches: ((video: Video) => boolean) | undefined,
): readonly string[] {
  const { store } = useVideosRuntime('useMatchingVideos')
  const read = useMemo(() => (matches ? matching(store, ids, matches) : () => ids), [store, ids, matches])
  return useSyncExternalStore(store.subscribeAll, read, read)
}

/** Gives the same array for as long as the answer is the same. */
function matching(
  shelf: VideoStore,
  ids: readonly string[],
  matches: (video: Video) => boolean,
): () => readonly string[] {
  let answer: readonly string[] = []
  return () => {
    const next = ids.filter((id) => {
      const video = shelf.video(id).get()
      return video !== undefined && matches(video)
    })
    if (next.length !== answer.length || next.some((id, index) => id !== answer[index])) answer = next
    return answer
  }
}
