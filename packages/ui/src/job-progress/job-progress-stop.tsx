import { isSettled, type Capabilities } from '@dailies/core'
import { useCapabilities } from '@dailies/core/react'
import { X } from 'lucide'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Button, Icon } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { useJobProgress } from './job-progress-context'

/** The keys of the texts that describe what deleting a running job does upstream. */
export const consequences = {
  cancels: 'stopCancels',
  continues: 'stopContinues',
  unknown: 'stopUnknown',
} as const satisfies Record<Capabilities['cancellation'], string>

/**
 * The stop button, which deletes a running job. A confirmation first says whether the upstream cancels the job or
 * continues and bills it.
 */
export function JobProgressStop() {
  const { video } = useJobProgress()
  const [step, setStep] = useState<'initial' | 'confirming' | 'dismissed'>('initial')
  if (!video || isSettled(video)) return null
  if (step === 'confirming') return <Confirmation onCancel={() => setStep('dismissed')} />
  return <StopButton takesFocus={step === 'dismissed'} onClick={() => setStep('confirming')} />
}

function StopButton({ takesFocus, onClick }: { takesFocus: boolean; onClick(): void }) {
  const t = useJobStrings()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) button.current?.focus()
  }, [takesFocus])
  return (
    <Button ref={button} className="dl-job-stop" onClick={onClick}>
      <Icon icon={X} />
      {t('stop')}
    </Button>
  )
}

function Confirmation({ onCancel }: { onCancel(): void }) {
  const { actions } = useJobProgress()
  const { capabilities } = useCapabilities()
  const t = useJobStrings()
  const cancelButton = useRef<HTMLButtonElement>(null)
  const titleId = useId()
  const descriptionId = useId()
  useEffect(() => cancelButton.current?.focus(), [])
  const dialog = {
    role: 'alertdialog',
    'aria-labelledby': titleId,
    'aria-describedby': descriptionId,
    onKeyDown: (event: KeyboardEvent) => event.key === 'Escape' && onCancel(),
  }
  return (
    <div className="dl-job-confirm" {...dialog}>
      <strong id={titleId}>{t('stopQuestion')}</strong>
      <p id={descriptionId} className="dl-muted">
        {t(consequences[capabilities?.cancellation ?? 'unknown'])}
      </p>
      <div className="dl-actions">
        <Button variant="destructive-outline" onClick={actions.stop}>
          {t('stopConfirm')}
        </Button>
        <Button ref={cancelButton} onClick={onCancel}>
          {t('stopCancel')}
        </Button>
      </div>
    </div>
  )
}
