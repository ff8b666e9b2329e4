import { isSettled } from '@dailies/core'
import { X } from 'lucide'
import type { ReactElement } from 'react'
import { Icon, mergeProps, part } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { Confirmation } from './job-progress-confirmation'
import { useJobProgress } from './job-progress-context'
import { useConfirmation } from './use-confirmation'

/**
 * The stop button, which deletes a running job. A confirmation in its place first says whether the upstream cancels the
 * job or continues and bills it. Renders nothing if the job can be cancelled and kept, see `JobProgressCancel`.
 */
export const JobProgressStop = /* @__PURE__ */ part('button', 'dl-button dl-job-stop', function JobProgressStop(props) {
  const { video, canCancel, actions } = useJobProgress()
  const t = useJobStrings()
  const { button, isAsking, ask, close } = useConfirmation()
  if (!video || isSettled(video) || canCancel) return null
  return mergeProps(
    {
      type: 'button' as const,
      'data-variant': 'ghost',
      ref: button,
      onClick: ask,
      children: (
        <>
          <Icon icon={X} />
          {t('stop')}
        </>
      ),
      render: (element: ReactElement) =>
        isAsking ? (
          <Confirmation
            question={t('stopQuestion')}
            confirmation={t('stopConfirm')}
            onConfirm={actions.stop}
            onDismiss={close}
          />
        ) : (
          element
        ),
    },
    props,
  )
})
