import { isSettled } from '@dailies/core'
import { useCapabilities } from '@dailies/core/react'
import { X } from 'lucide'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Button, Icon, mergeProps, part } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { consequences } from '../strings/consequences'
import { useJobProgress } from './job-progress-context'

/**
 * The stop button, which deletes a running job. A confirmation in its place first says whether the upstream cancels the
 * job or continues and bills it.
 */
export const JobProgressStop = /* @__PURE__ */ part('button', 'dl-button dl-job-stop', function JobProgressStop(props) {
  const { video } = useJobProgress()
  const t = useJobStrings()
  const [step, setStep] = useState<'initial' | 'confirming' | 'dismissed'>('initial')
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (step === 'dismissed') button.current?.focus()
  }, [step])
  if (!video || isSettled(video)) return null
  return mergeProps(
    {
      type: 'button' as const,
      'data-variant': 'ghost',
      ref: button,
      onClick: () => setStep('confirming'),
      children: (
        <>
          <Icon icon={X} />
          {t('stop')}
        </>
      ),
      render: (element: ReactElement) =>
        step === 'confirming' ? <Confirmation onCancel={() => setStep('dismissed')} /> : element,
    },
    props,
  )
})

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
