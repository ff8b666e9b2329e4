import { cancellationOf, isSettled, type Video } from '@dailies/core'
import { useCapabilities, useFilteredVideoIds } from '@dailies/core/react'
import * as Dialog from '@radix-ui/react-dialog'
import { useMemo, useRef } from 'react'
import { consequences } from '../strings/consequences'
import { Button } from '../primitives'
import { useJobStrings, useLibraryStrings } from '../strings/texts'
import { DialogContent, DialogLayer } from '../top-layer'

/** Props of {@link DeleteDialog}. */
export interface DeleteDialogProps {
  /** The videos to be deleted. */
  ids: readonly string[]
  isOpen: boolean
  onClose(): void
  onConfirm(): void
}

/** The confirmation dialog before videos are deleted. It says what will be lost and billed. */
export function DeleteDialog({ ids, isOpen, onClose, onConfirm }: DeleteDialogProps) {
  const count = ids.length
  const running = useFilteredVideoIds(ids, isRunning)
  const unsent = useFilteredVideoIds(ids, isUnsent)
  const cancellation = useCancellationOfAll(running)
  const t = useLibraryStrings()
  const tJob = useJobStrings()
  const free = unsent.length > 0 ? tJob('stopFree') : ''
  const consequence = running.length > 0 ? tJob(consequences[cancellation]) : free
  // A single video that is still running has no files yet, so the dialog is about cancelling the job.
  const isStop = count === 1 && running.length + unsent.length === 1
  // Radix returns the focus to the trigger, and there is none.
  const previousFocus = useRef<Element>(null)
  return (
    <DialogLayer isOpen={isOpen} onClose={onClose}>
      <DialogContent
        className="dl dl-dialog dl-dialog-small"
        role="alertdialog"
        onOpenAutoFocus={() => {
          previousFocus.current = document.activeElement
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          if (previousFocus.current instanceof HTMLElement) previousFocus.current.focus()
        }}
      >
        <Dialog.Title className="dl-dialog-title">
          {isStop ? tJob('stopQuestion') : count === 1 ? t('deleteTitle') : t('deleteTitleMany', { count })}
        </Dialog.Title>
        <Dialog.Description className="dl-muted">
          {isStop ? consequence : `${t('deleteText', { count })} ${consequence}`}
        </Dialog.Description>
        <div className="dl-actions dl-dialog-actions">
          <Dialog.Close asChild>
            <Button variant="outline">{isStop ? tJob('stopCancel') : t('deleteCancel', { count })}</Button>
          </Dialog.Close>
          <Button variant="destructive" onClick={onConfirm}>
            {isStop ? tJob('stopConfirm') : t('deleteConfirm', { count })}
          </Button>
        </div>
      </DialogContent>
    </DialogLayer>
  )
}

const isUnsent = ({ assets }: Video) => assets?.waiting === true
const isRunning = (video: Video) => !isSettled(video) && !isUnsent(video)

/** What deleting the videos does to their jobs: unknown if it differs between their models. */
function useCancellationOfAll(ids: readonly string[]) {
  const { capabilities } = useCapabilities()
  const [cancels, continues] = useMemo(
    () =>
      (['cancels', 'continues'] as const).map(
        (cancellation) => (video: Video) => cancellationOf(capabilities, video.model) === cancellation,
      ),
    [capabilities],
  )
  const cancelled = useFilteredVideoIds(ids, cancels)
  const continued = useFilteredVideoIds(ids, continues)
  if (cancelled.length === ids.length) return 'cancels'
  return continued.length === ids.length ? 'continues' : 'unknown'
}
