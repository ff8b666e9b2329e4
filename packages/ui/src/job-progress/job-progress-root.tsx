import type { Video } from '@dailies/core'
import { useCapabilities, useVideo } from '@dailies/core/react'
import { useContext, useEffect, useMemo, type ComponentPropsWithoutRef, type ReactElement } from 'react'
import { isCancelled, useFailureText, useOnError } from '../failure'
import { Announcer, mergeProps, part, type AsChild } from '../primitives'
import { canCancel } from '../remix-operations'
import { useJobStrings } from '../strings/texts'
import { JobProgressContext } from './job-progress-context'
import { useAnnouncement } from './use-announcement'
import { useJobActions, type JobProgressCallbacks } from './use-job-actions'

/** Props of {@link JobProgressRoot}, in addition to those of the element. */
export interface JobProgressRootOwnProps extends JobProgressCallbacks {
  /** The video's id. */
  id: string
}

/** Props of {@link JobProgressRoot}. */
export interface JobProgressRootProps
  extends JobProgressRootOwnProps, AsChild, Omit<ComponentPropsWithoutRef<'article'>, keyof JobProgressRootOwnProps> {}

/**
 * Watches one job and provides it to its parts. `data-status` is the status of the job (`unknown` until it has loaded),
 * `data-connection` is the connection status, `data-code` is the code of the failure, `data-cancelled` is set if it was
 * cancelled.
 */
export const JobProgressRoot = /* @__PURE__ */ part<'article', JobProgressRootOwnProps>(
  'article',
  'dl dl-job',
  function JobProgressRoot({ id, onEditPrompt, onRetried, onDismiss, onDeleted, onError, ...props }) {
    const { video, connection, error, refresh } = useVideo(id)
    const {
      actions,
      isSubmitting,
      isCancelling,
      error: actionError,
    } = useJobActions(id, { video, refresh }, { onEditPrompt, onRetried, onDismiss, onDeleted })
    useOnError(error, onError)
    useOnError(actionError, onError)
    const { capabilities } = useCapabilities()
    const isCancellable = video !== undefined && canCancel(capabilities, video)
    const job = useMemo(
      () => ({
        id,
        video,
        connection,
        error,
        actions,
        canCancel: isCancellable,
        isCancelling,
        isSubmitting,
        actionError,
      }),
      [id, video, connection, error, actions, isCancellable, isCancelling, isSubmitting, actionError],
    )
    const t = useJobStrings()
    const render = (element: ReactElement) => (
      <JobProgressContext.Provider value={job}>
        {element}
        <Announcement video={video} />
      </JobProgressContext.Provider>
    )
    return mergeProps(
      {
        render,
        'aria-label': video?.prompt ?? t('label'),
        'data-status': video?.status ?? 'unknown',
        'data-connection': connection,
        'data-code': video?.error?.code,
        'data-cancelled': isCancelled(video) ? '' : undefined,
      },
      props,
    )
  },
)

/** Announces changes of the status to screen readers, never the percentage. */
function Announcement({ video }: { video: Video | undefined }) {
  const describeFailure = useFailureText()
  const t = useJobStrings()
  const message = useAnnouncement(video?.status, (status) => {
    if (status === 'in_progress') return t('announceStarted')
    if (status === 'completed') return t('announceCompleted')
    if (isCancelled(video)) return t('cancelled')
    return status === 'failed'
      ? t('announceFailed', { reason: video?.error ? describeFailure(video.error).title : '' })
      : ''
  })
  const announce = useContext(Announcer)
  useEffect(() => {
    if (message) announce?.(message)
  }, [announce, message])
  return announce ? null : <output className="dl-hidden">{message}</output>
}
