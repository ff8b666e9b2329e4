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
  /** Shown once the film is completed. @default its thumbnail */
  media?: ReactNode
}

/** The frame in the film's own shape: a still field, revealed from its start as the job goes on, then the film. Every state has the same box. */
export function JobProgressFrame({ media, children, ...props }: JobProgressFrameProps) {
  const { id, video } = useJobProgress()
  const isRunning = video && !isSettled(video)
  const reveal = useCustomProperties({ '--dl-progress': isRunning ? (video.progress ?? 0) / 100 : undefined })
  return (
    <VideoFrame {...props} id={id} size={video?.size ?? ''} ref={reveal}>
      {isRunning && <span className="dl-job-reveal" />}
      {video?.status === 'completed' && (media ?? <Poster />)}
      {children}
    </VideoFrame>
  )
}

function Poster() {
  const still = useContentURL(useJobProgress().video)('thumbnail')
  return still === undefined ? null : <VideoImage src={still} />
}

/** The bar on the lower edge, while the job runs; without a known percent it only says that something goes on. */
export function JobProgressBar({ className, ...props }: ComponentPropsWithoutRef<'div'>) {
  const { video } = useJobProgress()
  const text = useJobStrings()
  const line = useStatusText(video)
  if (!video || isSettled(video)) return null
  const percent = video.status === 'in_progress' ? video.progress : null
  const bar = {
    role: 'progressbar',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': percent ?? undefined,
    'aria-valuetext': line,
  }
  return (
    <div
      aria-label={text('bar')}
      {...props}
      {...bar}
      className={classes('dl-job-bar', className)}
      data-state={percent === null ? 'indeterminate' : 'determinate'}
    />
  )
}

/** The job in one line. */
export const JobProgressStatusText = /* @__PURE__ */ part<'p'>(
  'p',
  'dl-job-status',
  function JobProgressStatusText(props) {
    const { video } = useJobProgress()
    const line = useStatusText(video)
    return { children: line, ...props }
  },
)

/** How long the job has run, while it does. */
export function JobProgressElapsed({ className, ...props }: ComponentPropsWithoutRef<'span'>) {
  const { video } = useJobProgress()
  const text = useJobStrings()
  const locale = useLocale()
  const isRunning = video !== undefined && !isSettled(video)
  const now = useNow(1_000, isRunning)
  if (!isRunning || now === undefined) return null
  const time = formatClock(locale, Math.max(0, now - video.created_at))
  return (
    <span title={text('elapsed', { time })} {...props} className={classes('dl-job-elapsed dl-muted', className)}>
      {time}
    </span>
  )
}

/** The job in one line, and how long it has run. */
export const JobProgressRow = () => (
  <div className="dl-job-row">
    <JobProgressStatusText />
    <JobProgressElapsed />
  </div>
)

/** The prompt, in two lines at most. */
export const JobProgressPrompt = /* @__PURE__ */ part<'p'>('p', 'dl-job-prompt', function JobProgressPrompt(props) {
  const { video } = useJobProgress()
  return { dir: 'auto', children: video?.prompt, ...props }
})

/** A small word in the corner while the line to the server is troubled; a lost line is not a failed job. */
export function JobProgressConnection({ className, ...props }: ComponentPropsWithoutRef<'output'>) {
  const { video, connection } = useJobProgress()
  const text = useJobStrings()
  // Of many jobs each would say it.
  const Element = useContext(Announcer) ? 'span' : 'output'
  const isFine =
    connection === 'live' || connection === 'polling' || (connection === 'closed' && video && isSettled(video))
  return (
    <Element {...props} className={classes('dl-job-connection', className)} data-connection={connection}>
      {isFine ? '' : text(connection === 'offline' || connection === 'closed' ? connection : 'retrying')}
    </Element>
  )
}
