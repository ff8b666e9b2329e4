import { isSettled, type Video } from '@dailies/core'
import { useFilteredVideoIds } from '@dailies/core/react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { toLoadError, useFailureText } from '../failure'
import { Button, mergeProps, part, useOnDemand } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { focusVideo } from './focus-video'
import { deleteDialogModule } from './on-demand-modules'
import { useDeletions, useLibrary } from './video-library-context'

/**
 * The bar at the bottom: the number of selected videos with their actions, the undo button after a deletion, and
 * failed deletions.
 */
export const VideoLibrarySelectionBar = /* @__PURE__ */ part(
  'output',
  'dl-selection-bar-area',
  function VideoLibrarySelectionBar(props) {
    return mergeProps({ children: <Bars /> }, props)
  },
)

function Bars() {
  const { ids, selection } = useLibrary()
  const { pending } = useDeletions()
  const allSelected = useSyncExternalStore(selection.subscribe, selection.ids, selection.ids)
  // Videos that a filter hides or that were deleted do not count, so the delete button affects visible videos only.
  const selected = useMemo(() => {
    const shown = new Set(ids)
    return allSelected.filter((id) => shown.has(id))
  }, [allSelected, ids])
  const t = useLibraryStrings()
  return (
    <>
      <FailedDeletion />
      {pending.length > 0 && (
        <div className="dl-selection-bar">
          <span>{t('deleting', { count: pending.length })}</span>
          <Undo />
        </div>
      )}
      {selected.length > 0 && <Selected ids={selected} />}
    </>
  )
}

/** The videos that could not be deleted, with a retry button. They are shown in the grid again. */
function FailedDeletion() {
  const { failed, deleteVideos, dismiss } = useDeletions()
  const t = useLibraryStrings()
  const describeFailure = useFailureText()
  if (!failed) return null
  return (
    <div className="dl-selection-bar">
      <span>{t('notDeleted', { reason: describeFailure(failed.error).title })}</span>
      <Button variant="outline" onClick={() => deleteVideos(failed.ids)}>
        {t('tryAgain')}
      </Button>
      <Button onClick={dismiss}>{t('close')}</Button>
    </div>
  )
}

/**
 * The undo button. It takes over the focus from the closed confirmation dialog, and moves it to the grid when it is
 * unmounted.
 */
function Undo() {
  const { undo } = useDeletions()
  const t = useLibraryStrings()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus()
  }, [])
  // A layout effect: in the cleanup of a passive effect the button is unmounted already, and has lost the focus.
  useLayoutEffect(() => {
    const element = button.current
    return () => {
      if (document.activeElement === element) focusVideo()
    }
  }, [])
  return (
    <Button ref={button} className="dl-library-undo" variant="outline" onClick={undo}>
      {t('undo')}
    </Button>
  )
}

const isRunning = (video: Video) => !isSettled(video)

function Selected({ ids }: { ids: readonly string[] }) {
  const { selection, setFailedAction } = useLibrary()
  const { deleteVideos } = useDeletions()
  const t = useLibraryStrings()
  const [isDeleting, setDeleting] = useState(false)
  const deleteDialog = useOnDemand(deleteDialogModule, isDeleting, (cause) => {
    setDeleting(false)
    setFailedAction({ action: 'delete', error: toLoadError(cause) })
  })
  const running = useFilteredVideoIds(ids, isRunning)
  return (
    <div className="dl-selection-bar">
      <span>{t('selected', { count: ids.length })}</span>
      <Button
        onClick={() => {
          selection.clear()
          focusVideo()
        }}
      >
        {t('clearSelection')}
      </Button>
      <Button
        variant="destructive-outline"
        onPointerEnter={deleteDialogModule.preload}
        onFocus={deleteDialogModule.preload}
        onClick={() => setDeleting(true)}
      >
        {t('delete')}
      </Button>
      {deleteDialog && (
        <deleteDialog.DeleteDialog
          count={ids.length}
          runningCount={running.length}
          isOpen={isDeleting}
          onClose={() => setDeleting(false)}
          onConfirm={() => {
            setDeleting(false)
            deleteVideos(ids)
            selection.clear()
          }}
        />
      )}
    </div>
  )
}
