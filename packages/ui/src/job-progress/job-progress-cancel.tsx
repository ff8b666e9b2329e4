import { isSettled } from '@dailies/core'
import { X } from 'lucide'
import type { ReactElement } from 'react'
import { useFailureText } from '../failure'
import { Icon, mergeProps, part } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { Confirmation } from './job-progress-confirmation'
import { useJobProgress } from './job-progress-context'
import { useConfirmation } from './use-confirmation'

/**
 * The cancel button of a running job, where its model can be cancelled. A confirmation in its place first says what that
 * means for the bill. Until the provider confirms the end, `data-state` is `cancelling` and the button does nothing but
 * stays focusable, so that focus is not lost. Renders nothing otherwise.
 */
export const JobProgressCancel = /* @__PURE__ */ part(
  'button',
  'dl-button dl-job-stop',
  function JobProgressCancel(props) {
    const { video, canCancel, isCancelling, actions, actionError } = useJobProgress()
    const t = useJobStrings()
    const describeFailure = useFailureText()
    const { button, isAsking, ask, close } = useConfirmation()
    if (!video || isSettled(video) || !canCancel) return null
    return mergeProps(
      {
        type: 'button' as const,
        'data-variant': 'ghost',
        'data-state': isCancelling ? 'cancelling' : 'running',
        'aria-disabled': isCancelling || undefined,
        ref: button,
        onClick: () => isCancelling || ask(),
        children: (
          <>
            <Icon icon={X} />
            {t(isCancelling ? 'cancelling' : 'cancel')}
          </>
        ),
        render: (element: ReactElement) => (
          <>
            {isAsking ? (
              <Confirmation
                question={t('cancelQuestion')}
                confirmation={t('cancelConfirm')}
                onConfirm={() => {
                  actions.cancel()
                  close()
                }}
                onDismiss={close}
              />
            ) : (
              element
            )}
            {actionError && (
              <p className="dl-small" role="alert">
                {describeFailure(actionError).title}
              </p>
            )}
          </>
        ),
      },
      props,
    )
  },
)
