import type { UseUndoableDelete } from '@dailies/core/react'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useLibraryStrings } from '../strings/texts'
import { focusVideo } from './focus-video'
import type { Selection } from './selection'

/** The deletions of a library, and how its focus goes on from their bar. */
export interface LibraryDeletions extends UseUndoableDelete {
  /** Moves the focus to the video that took the place of the deleted one. */
  focusNext(): void
}

/** What undo brings back beside the videos, and where the focus goes without it. */
interface Restorable {
  selected: readonly string[]
  next: string | undefined
}

interface DeletionsOfLibrary {
  deletions: UseUndoableDelete
  selection: Selection
  announce(message: string): void
}

/**
 * Deletions whose undo restores the selection and the focus as well.
 *
 * @param ids the videos of the grid, in order
 */
export function useLibraryDeletions(
  ids: readonly string[],
  { deletions, selection, announce }: DeletionsOfLibrary,
): LibraryDeletions {
  const t = useLibraryStrings()
  const { pending } = deletions
  const restorable = useRef<Restorable>(nothing)
  const pendingFocus = useRef<string>(undefined)
  useEffect(() => {
    const { current: id } = pendingFocus
    pendingFocus.current = undefined
    // The card is rendered once the grid has been measured again.
    if (id !== undefined) requestAnimationFrame(() => focusVideo(id, { isListed: true }))
  })
  const deleteVideos = useCallback(
    (deleted: readonly string[]) => {
      const before = pending.length > 0 ? restorable.current : nothing
      const last = ids.findLastIndex((id) => deleted.includes(id))
      const next = ids[last + 1] ?? ids.findLast((id) => !deleted.includes(id))
      restorable.current = { selected: [...before.selected, ...deleted.filter(selection.has)], next }
      selection.deselect(deleted)
      deletions.deleteVideos(deleted)
    },
    [ids, pending, selection, deletions],
  )
  const undo = useCallback(() => {
    if (pending.length === 0) return
    pendingFocus.current = pending[0]
    deletions.undo()
    selection.select(restorable.current.selected)
    announce(t('restored', { count: pending.length }))
  }, [pending, deletions, selection, announce, t])
  const focusNext = useCallback(() => {
    const { next } = restorable.current
    focusVideo(next, { isListed: next !== undefined })
  }, [])
  return useMemo(() => ({ ...deletions, deleteVideos, undo, focusNext }), [deletions, deleteVideos, undo, focusNext])
}

const nothing: Restorable = { selected: [], next: undefined }
