'use client'
import { useEffect, useMemo } from 'react'
import { createUndoableDelete } from './undoable-delete'
import type { UndoableDelete } from './undoable-delete'
import { useDeleteVideo } from './use-delete-video'

const undoFor = 6_000

/** Deletions held back for six seconds; sent at once, in a way that outlives the page, when it is left. */
export function useUndoableDelete(): UndoableDelete {
  const { deleteVideo } = useDeleteVideo()
  const deletions = useMemo(() => createUndoableDelete(deleteVideo, undoFor), [deleteVideo])
  useEffect(() => {
    const leave = (): void => deletions.flush({ keepalive: true })
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [deletions])
  return deletions
}
