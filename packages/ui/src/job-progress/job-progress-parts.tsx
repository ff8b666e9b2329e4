import { useNow } from '@dailies/core/react'
import { isSettled } from '@dailies/core'
import { useContext, type ReactNode } from 'react'
import { VideoImage, useContentURL, videoFrameProps } from '../video-frame'
import { formatClock } from '../format'
import { Announcer, mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useJobStrings } from '../strings/texts'
import { JobDeveloping } from './job-developing'
import { useJobProgress } from './job-progress-context'
import { useEvenProgress } from './use-even-progress'
import { useStatusText } from './use-status-text'

/** Props of {@link JobProgressFrame}, in addition to those of the element. */
export interface JobProgressFrameOwnProps {
  /** Shown once the video is completed. @default its thumbnail */
  media?: ReactNode
}

/**
 * The frame with the video's aspect ratio: the picture that the job is made from comes into focus as it progresses, then the
 * video. Its size is the same in every state. Children cover it.
 */
export const JobProgressFrame = /* @__PURE__ */ part<'div', JobProgressFrameOwnProps>(
  'div',
  'dl-video-frame',
  function JobProgressFrame({ media, children, ...props }) {
    const { id, video } = useJobProgress()
    const isRunning = video && !isSettled(video)
    const ref = useEvenProgress(isRunning ? (video.progress ?? 0) : undefined)
    const content = (
      <>
        {isRunning && <JobDeveloping video={video} />}
        {video?.status === 'completed' && (media ?? <Thumbnail />)}
        {children}
      </>
    )
    return mergeProps({ ref, ...videoFrameProps({ id, size: video?.size ?? '' }, content) }, props)
  },
)

function Thumbnail() {
  const thumbnail = useContentURL(useJobProgress().video)('thumbnail')
  return thumbnail === undefined ? null : <VideoImage src={thumbnail} />
}

/** The progress bar at the lower edge, while the job runs; indeterminate if the percentage is not known. */
export const JobProgressBar = /* @__PURE__ */ part('div', 'dl-job-bar', function JobProgressBar(props) {
  const { video } = useJobProgress()
  const t = useJobStrings()
  const status = useStatusText(video)
  if (!video || isSettled(video)) return null
  const percent = video.status === 'in_progress' ? video.progress : null
  return mergeProps(
    {
      role: 'progressbar',
      'aria-label': t('progressLabel'),
      'aria-valuemin': 0,
      'aria-valuemax': 100,
      'aria-valuenow': percent ?? undefined,
      'aria-valuetext': status,
      'data-state': percent === null ? 'indeterminate' : 'determinate',
    },
    props,
  )
})

/** The status text of the job, in one line. */
export const JobProgressStatusText = /* @__PURE__ */ part('p', 'dl-job-status', function JobProgressStatusText(props) {
  const { video } = useJobProgress()
  return mergeProps({ children: useStatusText(video) }, props)
})

/** The elapsed time of the job, while it runs. */
export const JobProgressElapsed = /* @__PURE__ */ part(
  'span',
  'dl-job-elapsed dl-muted',
  function JobProgressElapsed(props) {
    const { video } = useJobProgress()
    const t = useJobStrings()
    const locale = useLocale()
    const isRunning = video !== undefined && !isSettled(video)
    const now = useNow(1_000, isRunning)
    if (!isRunning || now === undefined) return null
    const time = formatClock(locale, Math.max(0, now - video.created_at))
    return mergeProps({ title: t('elapsed', { time }), children: time }, props)
  },
)

/** The prompt, clamped to two lines. */
export const JobProgressPrompt = /* @__PURE__ */ part('p', 'dl-job-prompt', function JobProgressPrompt(props) {
  const { video } = useJobProgress()
  return mergeProps({ dir: 'auto', children: video?.prompt }, props)
})

/**
 * The connection status in the corner of the frame while no updates arrive (retrying, offline or closed); empty
 * otherwise. A lost connection is not a failed job.
 */
export const JobProgressConnection = /* @__PURE__ */ part(
  'span',
  'dl-job-connection',
  function JobProgressConnection(props) {
    const { video, connection } = useJobProgress()
    const t = useJobStrings()
    // A live region. A shared announcer already reports the connection, so jobs do not need live regions of their own.
    const role = useContext(Announcer) ? undefined : 'status'
    const isConnected =
      connection === 'live' || connection === 'polling' || (connection === 'closed' && video && isSettled(video))
    const text = isConnected ? '' : t(connection === 'offline' || connection === 'closed' ? connection : 'retrying')
    return mergeProps({ role, 'data-connection': connection, children: text }, props)
  },
)
