import { isSettled, type Capabilities } from '@dailies/core'
import { useCapabilities } from '@dailies/core/react'
import { X } from 'lucide'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Button, Icon } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { useJobProgress } from './job-progress-context'

/** The words that say what deleting a running job does upstream. */
export const consequences = {
  cancels: 'stopCancels',
  continues: 'stopContinues',
  unknown: 'stopUnknown',
} as const satisfies Record<Capabilities['cancellation'], string>

/** Stops a running job, which deletes it: says first whether this upstream stops too or goes on and charges. */
export function JobProgressStop() {
  const { video } = useJobProgress()
  const [step, setStep] = useState<'unasked' | 'asking' | 'takenBack'>('unasked')
  if (!video || isSettled(video)) return null
  if (step === 'asking') return <Question onCancel={() => setStep('takenBack')} />
  return <Ask takesFocus={step === 'takenBack'} onAsk={() => setStep('asking')} />
}

function Ask({ takesFocus, onAsk }: { takesFocus: boolean; onAsk(): void }) {
  const text = useJobStrings()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) button.current?.focus()
  }, [takesFocus])
  return (
    <Button ref={button} className="dl-job-stop" onClick={onAsk}>
      <Icon of={X} />
      {text('stop')}
    </Button>
  )
}

function Question({ onCancel }: { onCancel(): void }) {
  const { actions } = useJobProgress()
  const { capabilities } = useCapabilities()
  const text = useJobStrings()
  const first = useRef<HTMLButtonElement>(null)
  const question = useId()
  const consequence = useId()
  useEffect(() => first.current?.focus(), [])
  const dialog = {
    role: 'alertdialog',
    'aria-labelledby': question,
    'aria-describedby': consequence,
    onKeyDown: (event: KeyboardEvent) => event.key === 'Escape' && onCancel(),
  }
  return (
    <div className="dl-job-confirm" {...dialog}>
      <strong id={question}>{text('stopQuestion')}</strong>
      <p id={consequence} className="dl-muted">
        {text(consequences[capabilities?.cancellation ?? 'unknown'])}
      </p>
      <div className="dl-actions">
        <Button variant="destructive-outline" onClick={actions.stop}>
          {text('stopConfirm')}
        </Button>
        <Button ref={first} onClick={onCancel}>
          {text('stopCancel')}
        </Button>
      </div>
    </div>
  )
}
