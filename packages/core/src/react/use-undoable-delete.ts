'use client'
import { useEffect, useMemo } from 'react'
import { createUndoableDelete } from './undoable-delete'
import type { UndoableDelete } from './undoable-delete'
import { useDeleteVideo } from './use-delete-video'

const undoDelayMs = 6_000

/**
 * Optimistic delete with undo: hides videos immediately, and sends their deletion after six seconds, in which it can be
 * undone. When the page is left or the component unmounts, it sends pending deletions immediately, with `keepalive`.
 */
export function useUndoableDelete(): UndoableDelete {
  const { deleteVideo } = useDeleteVideo()
  const deletions = useMemo(() => createUndoableDelete(deleteVideo, undoDelayMs), [deleteVideo])
  useEffect(() => {
    const flush = (): void => deletions.flush({ keepalive: true })
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [deletions])
  return deletions
}
