import { useCapabilities } from '@dailies/core/react'
import { cancellationOf } from '@dailies/core'
import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { Button } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { consequences } from '../strings/consequences'
import { useJobProgress } from './job-progress-context'

interface ConfirmationProps {
  question: string
  confirmation: string
  onConfirm(): void
  onDismiss(): void
}

/** Asks before a running job is ended, and says what that means for its bill. */
export function Confirmation({ question, confirmation, onConfirm, onDismiss }: ConfirmationProps) {
  const { video } = useJobProgress()
  const { capabilities } = useCapabilities()
  const t = useJobStrings()
  const dismissButton = useRef<HTMLButtonElement>(null)
  const titleId = useId()
  const descriptionId = useId()
  useEffect(() => dismissButton.current?.focus(), [])
  const dialog = {
    role: 'alertdialog',
    'aria-labelledby': titleId,
    'aria-describedby': descriptionId,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // Only this: a dialog around it stays open.
      event.stopPropagation()
      onDismiss()
    },
  }
  return (
    <div className="dl-job-confirm" {...dialog}>
      <strong id={titleId}>{question}</strong>
      <p id={descriptionId} className="dl-muted">
        {t(video?.assets?.waiting ? 'stopFree' : consequences[cancellationOf(capabilities, video?.model ?? '')])}
      </p>
      <div className="dl-actions">
        <Button variant="destructive-outline" onClick={onConfirm}>
          {confirmation}
        </Button>
        <Button ref={dismissButton} onClick={onDismiss}>
          {t('stopCancel')}
        </Button>
      </div>
    </div>
  )
}
