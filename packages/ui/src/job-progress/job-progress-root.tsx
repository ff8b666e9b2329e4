import type { Video } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import { forwardRef, useContext, useEffect, useMemo, type ComponentPropsWithoutRef } from 'react'
import { useFailureText } from '../failure'
import { part, type AsChild } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { Announcer } from './announcer'
import { JobProgressContext, useJobProgress } from './job-progress-context'
import { useAnnouncement } from './use-announcement'
import { useJobActions, type JobProgressEvents } from './use-job-actions'

/** Props of {@link JobProgressRoot}. */
export interface JobProgressRootProps
  extends JobProgressEvents, AsChild, Omit<ComponentPropsWithoutRef<'article'>, 'id' | keyof JobProgressEvents> {
  /** The video's id. */
  id: string
}

/**
 * Follows one job and gives it to its parts. `data-status` is the job's status (`unknown` until it is heard of), `data-connection` is
 * whether it can still be heard, `data-code` names the failure.
 */
export const JobProgressRoot = /* @__PURE__ */ forwardRef<HTMLElement, JobProgressRootProps>(function JobProgressRoot(
  { id, onEditPrompt, onRetried, onDismiss, onDeleted, ...props },
  ref,
) {
  const { video, connection, error, refresh } = useVideo(id)
  const { actions, isSubmitting, refusal } = useJobActions(
    id,
    { video, refresh },
    { onEditPrompt, onRetried, onDismiss, onDeleted },
  )
  const job = useMemo(
    () => ({ id, video, connection, error, actions, isSubmitting, refusal }),
    [id, video, connection, error, actions, isSubmitting, refusal],
  )
  return (
    <JobProgressContext.Provider value={job}>
      <JobElement {...props} ref={ref} />
      <Announcement video={video} />
    </JobProgressContext.Provider>
  )
})

const JobElement = /* @__PURE__ */ part('article', 'dl dl-job', function JobProgressElement(props) {
  const { video, connection } = useJobProgress()
  const text = useJobStrings()
  return {
    'aria-label': video?.prompt ?? text('label'),
    ...props,
    'data-status': video?.status ?? 'unknown',
    'data-connection': connection,
    'data-code': video?.error?.code,
  }
})

/** Says only what changes the state, never the percent. */
function Announcement({ video }: { video: Video | undefined }) {
  const words = useFailureText()
  const text = useJobStrings()
  const spoken = useAnnouncement(video?.status, (status) => {
    if (status === 'in_progress') return text('announceStarted')
    if (status === 'completed') return text('announceCompleted')
    return status === 'failed' ? text('announceFailed', { reason: video?.error ? words(video.error).title : '' }) : ''
  })
  const announce = useContext(Announcer)
  useEffect(() => {
    if (spoken) announce?.(spoken)
  }, [announce, spoken])
  return announce ? null : <output className="dl-hidden">{spoken}</output>
}
