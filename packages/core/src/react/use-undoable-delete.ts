'use client'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { createUndoableDelete } from './undoable-delete'
import type { UndoableDeleteActions, UndoableDeleteState } from './undoable-delete'
import { useDeleteVideo } from './use-delete-video'

/** Result of `useUndoableDelete`: the deletions, and what can be done with them. The same object until a deletion changes. */
export interface UseUndoableDelete extends UndoableDeleteState, UndoableDeleteActions {}

const undoDelayMs = 6_000

/**
 * Optimistic delete with undo: hides videos immediately, and sends their deletion after six seconds, in which it can be
 * undone. When the page is left or the component unmounts, it sends pending deletions immediately, with `keepalive`; a page
 * that ends without notice, such as in a crash, has deleted nothing. A page that is hidden is not paused: its delay runs.
 */
export function useUndoableDelete(): UseUndoableDelete {
  const { trigger } = useDeleteVideo({ throwOnError: true })
  const deletions = useMemo(() => createUndoableDelete(trigger, undoDelayMs), [trigger])
  const state = useSyncExternalStore(deletions.subscribe, deletions.getSnapshot, deletions.getSnapshot)
  useEffect(() => {
    const flush = (): void => deletions.flush({ keepalive: true })
    // The pointer may stay where it was when the tab was left, and then nothing reports that it has gone.
    const onVisibility = (): void => {
      if (document.hidden) deletions.resume()
    }
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', onVisibility)
      flush()
    }
  }, [deletions])
  return useMemo(() => {
    const { deleteVideos, undo, pause, resume, flush, dismiss } = deletions
    return { ...state, deleteVideos, undo, pause, resume, flush, dismiss }
  }, [state, deletions])
}
