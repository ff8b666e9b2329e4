import { useCapabilities } from '@dailies/core/react'
import * as Dialog from '@radix-ui/react-dialog'
import { useRef } from 'react'
import { consequences } from '../job-progress'
import { Button } from '../primitives'
import { useJobStrings, useLibraryStrings } from '../strings/texts'

/** Props of {@link DeleteDialog}. */
export interface DeleteDialogProps {
  /** How many films are to be deleted, and how many of them still run. */
  count: number
  running: number
  isOpen: boolean
  onClose(): void
  onConfirm(): void
}

/** Asks before films are deleted, and says what is lost. */
export function DeleteDialog({ count, running, isOpen, onClose, onConfirm }: DeleteDialogProps) {
  const { capabilities } = useCapabilities()
  const text = useLibraryStrings()
  const jobText = useJobStrings()
  const consequence = running > 0 ? jobText(consequences[capabilities?.cancellation ?? 'unknown']) : ''
  // A film that has not been made yet has nothing to lose but itself.
  const isStop = count === 1 && running === 1
  // Radix would go back to a trigger, and there is none.
  const before = useRef<Element>(null)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dl dl-overlay" />
        <Dialog.Content
          className="dl dl-dialog dl-dialog-small"
          role="alertdialog"
          onOpenAutoFocus={() => {
            before.current = document.activeElement
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (before.current instanceof HTMLElement) before.current.focus()
          }}
        >
          <Dialog.Title className="dl-dialog-title">
            {isStop ? jobText('stopQuestion') : count === 1 ? text('deleteTitle') : text('deleteTitleMany', { count })}
          </Dialog.Title>
          <Dialog.Description className="dl-muted">
            {isStop ? consequence : `${text('deleteText', { count })} ${consequence}`}
          </Dialog.Description>
          <div className="dl-actions dl-dialog-actions">
            <Dialog.Close asChild>
              <Button variant="outline">{isStop ? jobText('stopCancel') : text('deleteCancel', { count })}</Button>
            </Dialog.Close>
            <Button variant="destructive" onClick={onConfirm}>
              {isStop ? jobText('stopConfirm') : text('deleteConfirm', { count })}
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
