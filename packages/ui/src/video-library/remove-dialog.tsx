import { isSettled, type Video } from '@dailies/core'
import { useCapabilities, useRemoveVideo } from '@dailies/core/react'
import * as Dialog from '@radix-ui/react-dialog'
import { useFailureWords } from '../failure'
import { consequences } from '../job-progress'
import { Button } from '../primitives'
import { jobProgress } from '../strings/english/job-progress'
import { videoLibrary } from '../strings/english/video-library'
import { useText } from '../strings/language-provider'

/** Props of {@link RemoveDialog}. */
export interface RemoveDialogProps {
  video: Video
  isOpen: boolean
  onClose(): void
  onRemoved(): void
}

/** Asks before a film is deleted, and says what is lost. */
export function RemoveDialog({ video, isOpen, onClose, onRemoved }: RemoveDialogProps) {
  const { remove, error } = useRemoveVideo()
  const { capabilities } = useCapabilities()
  const text = useText('videoLibrary', videoLibrary)
  const jobText = useText('jobProgress', jobProgress)
  const words = useFailureWords()
  const confirm = async () => {
    await remove(video.id)
    onRemoved()
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dl dl-overlay" />
        <Dialog.Content className="dl dl-dialog dl-dialog-small" role="alertdialog">
          <Dialog.Title className="dl-dialog-title">{text('removeTitle')}</Dialog.Title>
          <Dialog.Description className="dl-muted">
            {text('removeText')}
            {!isSettled(video) && ` ${jobText(consequences[capabilities?.removal ?? 'unknown'])}`}
          </Dialog.Description>
          {error && <p role="alert">{words(error).title}</p>}
          <div className="dl-actions dl-dialog-actions">
            <Dialog.Close asChild>
              <Button look="outline">{text('removeCancel')}</Button>
            </Dialog.Close>
            <Button look="accent" tone="bad" onClick={() => void confirm().catch(() => {})}>
              {text('removeConfirm')}
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
