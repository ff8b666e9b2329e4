import { isSettled } from '@dailies/core'
import { useContext, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { VideoFrame, VideoImage, useContentURL } from '../video-frame'
import { formatClock } from '../format'
import { classes, part, useCustomProperties } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useJobStrings } from '../strings/texts'
import { Announcer } from './announcer'
import { useJobProgress } from './job-progress-context'
import { useStatusText } from './use-status-text'
import { useNow } from './use-now'

/** Props of {@link JobProgressFrame}. */
export interface JobProgressFrameProps extends Omit<ComponentPropsWithoutRef<'div'>, 'id'> {
  /** Shown once the video is completed. @default its thumbnail */
  media?: ReactNode
}

/**
 * The frame with the video's aspect ratio: a placeholder that is revealed as the job progresses, then the video. Its
 * size is the same in every state.
 */
export function JobProgressFrame({ media, children, ...props }: JobProgressFrameProps) {
  const { id, video } = useJobProgress()
  const isRunning = video && !isSettled(video)
  const progressRef = useCustomProperties({ '--dl-progress': isRunning ? (video.progress ?? 0) / 100 : undefined })
  return (
    <VideoFrame {...props} id={id} size={video?.size ?? ''} ref={progressRef}>
      {isRunning && <span className="dl-job-reveal" />}
      {video?.status === 'completed' && (media ?? <Thumbnail />)}
      {children}
    </VideoFrame>
  )
}

function Thumbnail() {
  const thumbnail = useContentURL(useJobProgress().video)('thumbnail')
  return thumbnail === undefined ? null : <VideoImage src={thumbnail} />
}

/** The progress bar at the lower edge, while the job runs; indeterminate if the percentage is not known. */
export function JobProgressBar({ className, ...props }: ComponentPropsWithoutRef<'div'>) {
  const { video } = useJobProgress()
  const t = useJobStrings()
  const status = useStatusText(video)
  if (!video || isSettled(video)) return null
  const percent = video.status === 'in_progress' ? video.progress : null
  const ariaProps = {
    role: 'progressbar',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': percent ?? undefined,
    'aria-valuetext': status,
  }
  return (
    <div
      aria-label={t('progressLabel')}
      {...props}
      {...ariaProps}
      className={classes('dl-job-bar', className)}
      data-state={percent === null ? 'indeterminate' : 'determinate'}
    />
  )
}

/** The status text of the job, in one line. */
export const JobProgressStatusText = /* @__PURE__ */ part<'p'>(
  'p',
  'dl-job-status',
  function JobProgressStatusText(props) {
    const { video } = useJobProgress()
    const status = useStatusText(video)
    return { children: status, ...props }
  },
)

/** The elapsed time of the job, while it runs. */
export function JobProgressElapsed({ className, ...props }: ComponentPropsWithoutRef<'span'>) {
  const { video } = useJobProgress()
  const t = useJobStrings()
  const locale = useLocale()
  const isRunning = video !== undefined && !isSettled(video)
  const now = useNow(1_000, isRunning)
  if (!isRunning || now === undefined) return null
  const time = formatClock(locale, Math.max(0, now - video.created_at))
  return (
    <span title={t('elapsed', { time })} {...props} className={classes('dl-job-elapsed dl-muted', className)}>
      {time}
    </span>
  )
}

/** The status text and the elapsed time, in one row. */
export const JobProgressSummary = () => (
  <div className="dl-job-summary">
    <JobProgressStatusText />
    <JobProgressElapsed />
  </div>
)

/** The prompt, clamped to two lines. */
export const JobProgressPrompt = /* @__PURE__ */ part<'p'>('p', 'dl-job-prompt', function JobProgressPrompt(props) {
  const { video } = useJobProgress()
  return { dir: 'auto', children: video?.prompt, ...props }
})

/**
 * The connection status in the corner of the frame while no updates arrive (retrying, offline or closed); empty otherwise.
 * A lost connection is not a failed job.
 */
export function JobProgressConnection({ className, ...props }: ComponentPropsWithoutRef<'output'>) {
  const { video, connection } = useJobProgress()
  const t = useJobStrings()
  // An <output> is a live region (role=status). A shared announcer already reports the connection, so jobs do not need
  // live regions of their own.
  const Tag = useContext(Announcer) ? 'span' : 'output'
  const isConnected =
    connection === 'live' || connection === 'polling' || (connection === 'closed' && video && isSettled(video))
  return (
    <Tag {...props} className={classes('dl-job-connection', className)} data-connection={connection}>
      {isConnected ? '' : t(connection === 'offline' || connection === 'closed' ? connection : 'retrying')}
    </Tag>
  )
}
