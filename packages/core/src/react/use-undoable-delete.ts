'use client'
import { useEffect, useMemo } from 'react'
import { createUndoableDelete } from './undoable-delete'
import type { UndoableDelete } from './undoable-delete'
import { useDeleteVideo } from './use-delete-video'

const undoFor = 6_000

/** Removals held back for six seconds; sent at once, in a way that outlives the page, when it is left. */
export function useUndoableDelete(): UndoableDelete {
  const { remove } = useDeleteVideo()
  const removals = useMemo(() => createUndoableDelete(remove, undoFor), [remove])
  useEffect(() => {
    const leave = (): void => removals.send({ keepalive: true })
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [removals])
  return removals
}
