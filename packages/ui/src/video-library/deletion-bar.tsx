import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { X } from 'lucide'
import { useFailureText } from '../failure'
import { Button, Icon } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { useRaised } from '../top-layer'
import { useDeletionConsequence } from './use-deletion-consequence'
import { useHasPart } from './use-mounted-part'
import { useReadingPause } from './use-reading-pause'
import { useDeletions } from './video-library-context'

/** The deletions that can be undone, in one bar, and those that failed. */
export function DeletionBars() {
  const { pending, failed } = useDeletions()
  return (
    <>
      {failed && <FailedDeletions />}
      {pending.length > 0 && <PendingDeletions />}
    </>
  )
}

/** The bar of a composition without a selection bar: what is deleted can be undone there too. */
export function OwnDeletionBar() {
  const { pending, failed } = useDeletions()
  const isShown = pending.length > 0 || failed !== undefined
  const hasSelectionBar = useHasPart('selection-bar')
  const raised = useRaised(isShown && !hasSelectionBar)
  if (!isShown || hasSelectionBar) return null
  return (
    <output {...raised} className="dl dl-selection-bar-area">
      <DeletionBars />
    </output>
  )
}

/** The videos that could not be deleted, with a retry button. They are shown in the grid again. */
function FailedDeletions() {
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

/** What is deleted, and what that means for running jobs. Escape leaves the bar to its time, its close button ends it. */
function PendingDeletions() {
  const { pending, pause, resume, flush, undo, focusNext } = useDeletions()
  const t = useLibraryStrings()
  const consequence = useDeletionConsequence(pending)
  const reading = useReadingPause(pause, resume)
  const bar = useRef<HTMLDivElement>(null)
  const undoButton = useRef<HTMLButtonElement>(null)
  const isUndone = useRef(false)
  const count = pending.length
  useEffect(() => {
    // The button that deleted one more has gone, and the focus with it.
    if (count > 0 && document.activeElement === document.body) undoButton.current?.focus()
  }, [count])
  // A layout effect: in the cleanup of a passive effect the bar is unmounted already, and has lost the focus.
  useLayoutEffect(() => {
    const element = bar.current
    return () => {
      if (!isUndone.current && element?.contains(document.activeElement)) focusNext()
    }
  }, [focusNext])
  const group = {
    ...reading,
    role: 'group',
    onKeyDown: ({ key }: KeyboardEvent) => key === 'Escape' && focusNext(),
  }
  return (
    <div ref={bar} className="dl-selection-bar" {...group}>
      <div className="dl-deletion-text">
        <p>{t('deleted', { count })}</p>
        {consequence !== '' && <p className="dl-small dl-muted">{consequence}</p>}
      </div>
      <Button
        ref={undoButton}
        className="dl-library-undo"
        variant="outline"
        onClick={() => {
          isUndone.current = true
          undo()
        }}
      >
        {t('undo')}
      </Button>
      <Button variant="icon" aria-label={t('close')} title={t('close')} onClick={() => flush()}>
        <Icon icon={X} />
      </Button>
    </div>
  )
}
