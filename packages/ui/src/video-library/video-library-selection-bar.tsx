import { isSettled, type Video } from '@dailies/core'
import { useMatchingVideos } from '@dailies/core/react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useFailureText } from '../failure'
import { Button } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { focusVideo } from './focus-video'
import { DeleteDialog } from './delete-dialog'
import { useLibrary } from './video-library-context'

/** At the bottom: how many are selected and what can be done with them; after a deletion, for a moment, the way back. */
export function VideoLibrarySelectionBar() {
  const { ids, selection, undoableDelete } = useLibrary()
  const chosen = useSyncExternalStore(selection.subscribe, selection.ids, selection.ids)
  // What a filter hides, or is gone, is not deleted by a press that cannot mean it.
  const selected = useMemo(() => {
    const shown = new Set(ids)
    return chosen.filter((id) => shown.has(id))
  }, [chosen, ids])
  const held = useSyncExternalStore(undoableDelete.subscribe, undoableDelete.pending, undoableDelete.pending)
  const text = useLibraryStrings()
  return (
    <output className="dl-selection-bar-area">
      <Refused />
      {held.length > 0 && (
        <div className="dl-selection-bar">
          <span>{text('deleting', { count: held.length })}</span>
          <Undo />
        </div>
      )}
      {selected.length > 0 && <Selected ids={selected} />}
    </output>
  )
}

/** What could not be deleted, and is there again. */
function Refused() {
  const { undoableDelete } = useLibrary()
  const refused = useSyncExternalStore(undoableDelete.subscribe, undoableDelete.failed, undoableDelete.failed)
  const text = useLibraryStrings()
  const words = useFailureText()
  if (!refused) return null
  return (
    <div className="dl-selection-bar">
      <span>{text('notDeleted', { reason: words(refused.error).title })}</span>
      <Button variant="outline" onClick={() => undoableDelete.deleteVideos(refused.ids)}>
        {text('tryAgain')}
      </Button>
      <Button onClick={undoableDelete.dismiss}>{text('close')}</Button>
    </div>
  )
}

/** It takes the focus of the dialog that asked, and gives it to the films once it goes. */
function Undo() {
  const { undoableDelete } = useLibrary()
  const text = useLibraryStrings()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus()
  }, [])
  // Not a passive effect: by then the button is gone, and whether it had the focus is forgotten.
  useLayoutEffect(() => {
    const undo = button.current
    return () => {
      if (document.activeElement === undo) focusVideo()
    }
  }, [])
  return (
    <Button ref={button} className="dl-library-undo" variant="outline" onClick={undoableDelete.undo}>
      {text('undo')}
    </Button>
  )
}

const isRunning = (video: Video) => !isSettled(video)

function Selected({ ids }: { ids: readonly string[] }) {
  const { selection, undoableDelete } = useLibrary()
  const text = useLibraryStrings()
  const [isDeleting, setDeleting] = useState(false)
  const running = useMatchingVideos(ids, isRunning)
  return (
    <div className="dl-selection-bar">
      <span>{text('selected', { count: ids.length })}</span>
      <Button
        onClick={() => {
          selection.clear()
          focusVideo()
        }}
      >
        {text('clearSelection')}
      </Button>
      <Button variant="destructive-outline" onClick={() => setDeleting(true)}>
        {text('delete')}
      </Button>
      <DeleteDialog
        count={ids.length}
        running={running.length}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        onConfirm={() => {
          setDeleting(false)
          undoableDelete.deleteVideos(ids)
          selection.clear()
        }}
      />
    </div>
  )
}
