import { isSettled, type Video } from '@dailies/core'
import { useMatchingVideos } from '@dailies/core/react'
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from '../primitives'
import { useLibraryText } from '../strings/texts'
import { focusFilm } from './focus-film'
import { RemoveDialog } from './remove-dialog'
import { useLibrary } from './video-library-context'

/** At the bottom: how many are selected and what can be done with them; after a deletion, for a moment, the way back. */
export function VideoLibraryBar() {
  const { selection, removals } = useLibrary()
  const selected = useSyncExternalStore(selection.subscribe, selection.ids, selection.ids)
  const held = useSyncExternalStore(removals.subscribe, removals.held, removals.held)
  const text = useLibraryText()
  return (
    <output className="dl-library-bar-place">
      {selected.length > 0 ? (
        <Selected ids={selected} />
      ) : (
        held.length > 0 && (
          <div className="dl-library-bar">
            <span>{text('removed', { count: held.length })}</span>
            <Undo />
          </div>
        )
      )}
    </output>
  )
}

/** It takes the focus of the dialog that asked, and gives it to the films once it goes. */
function Undo() {
  const { removals } = useLibrary()
  const text = useLibraryText()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus()
  }, [])
  // Not a passive effect: by then the button is gone, and whether it had the focus is forgotten.
  useLayoutEffect(() => {
    const undo = button.current
    return () => {
      if (document.activeElement === undo) focusFilm()
    }
  }, [])
  return (
    <Button ref={button} look="outline" onClick={removals.undo}>
      {text('undo')}
    </Button>
  )
}

const isRunning = (video: Video) => !isSettled(video)

function Selected({ ids }: { ids: readonly string[] }) {
  const { selection, removals } = useLibrary()
  const text = useLibraryText()
  const [isRemoving, setRemoving] = useState(false)
  const running = useMatchingVideos(ids, isRunning)
  return (
    <div className="dl-library-bar">
      <span>{text('selected', { count: ids.length })}</span>
      <Button
        onClick={() => {
          selection.clear()
          focusFilm()
        }}
      >
        {text('clearSelection')}
      </Button>
      <Button look="outline" tone="bad" onClick={() => setRemoving(true)}>
        {text('remove')}
      </Button>
      <RemoveDialog
        count={ids.length}
        running={running.length}
        isOpen={isRemoving}
        onClose={() => setRemoving(false)}
        onConfirm={() => {
          setRemoving(false)
          removals.hold(ids)
          selection.clear()
        }}
      />
    </div>
  )
}
