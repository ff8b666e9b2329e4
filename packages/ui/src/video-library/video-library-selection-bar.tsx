import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactElement } from 'react'
import { toLoadError, useFailureText } from '../failure'
import { Button, mergeProps, part, useOnDemand } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { useRaised } from '../top-layer'
import { AddToStoryboard } from './add-to-storyboard'
import { CompareSelected } from './compare-selected'
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
    const { openVideoId, compareIds } = useLibrary()
    const { pending, failed } = useDeletions()
    const selected = useSelected()
    const [isDeleting, setDeleting] = useState(false)
    // A deletion can be undone for a few seconds, wherever the page is scrolled to and whatever covers it. Under the
    // dialog of another video it could not be clicked.
    const hasDialog = openVideoId !== undefined || compareIds.length > 0
    const raised = useRaised((pending.length > 0 || failed !== undefined) && !hasDialog)
    return mergeProps(
      {
        ...raised,
        children: <Bars selected={selected} onDelete={() => setDeleting(true)} />,
        // Beside the bar, which is a live region: screen readers would read the whole dialog as its news.
        render: (element: ReactElement) => (
          <>
            {element}
            <DeleteSelected ids={selected} isOpen={isDeleting} onClose={() => setDeleting(false)} />
          </>
        ),
      },
      props,
    )
  },
)

/** The selected videos that are shown: the delete button does not affect others, such as those that a filter hides. */
function useSelected(): readonly string[] {
  const { ids, selection } = useLibrary()
  const selected = useSyncExternalStore(selection.subscribe, selection.ids, selection.ids)
  return useMemo(() => {
    const shown = new Set(ids)
    return selected.filter((id) => shown.has(id))
  }, [selected, ids])
}

function Bars({ selected, onDelete }: { selected: readonly string[]; onDelete(): void }) {
  const { pending } = useDeletions()
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
      {selected.length > 0 && <Selected ids={selected} onDelete={onDelete} />}
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

function Selected({ ids, onDelete }: { ids: readonly string[]; onDelete(): void }) {
  const { selection } = useLibrary()
  const t = useLibraryStrings()
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
      <CompareSelected ids={ids} />
      <AddToStoryboard ids={ids} />
      <Button
        variant="destructive-outline"
        onPointerEnter={deleteDialogModule.preload}
        onFocus={deleteDialogModule.preload}
        onClick={onDelete}
      >
        {t('delete')}
      </Button>
    </div>
  )
}

/** The confirmation, loaded when it first opens. It closes if the selection is lost. */
function DeleteSelected({ ids, isOpen, onClose }: { ids: readonly string[]; isOpen: boolean; onClose(): void }) {
  const { selection, setFailedAction } = useLibrary()
  const { deleteVideos } = useDeletions()
  const loaded = useOnDemand(deleteDialogModule, isOpen, (cause) => {
    onClose()
    setFailedAction({ action: 'delete', error: toLoadError(cause) })
  })
  if (!loaded || ids.length === 0) return null
  return (
    <loaded.DeleteDialog
      ids={ids}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => {
        onClose()
        deleteVideos(ids)
        selection.clear()
      }}
    />
  )
}
