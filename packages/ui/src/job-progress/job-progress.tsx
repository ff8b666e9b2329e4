import { mergeProps, part } from '../primitives'
import { JobProgressCancel } from './job-progress-cancel'
import { JobProgressFailure } from './job-progress-failure'
import { JobProgressBar, JobProgressFrame, JobProgressConnection, JobProgressPrompt } from './job-progress-parts'
import { JobProgressRoot, type JobProgressRootProps } from './job-progress-root'
import { JobProgressStop } from './job-progress-stop'
import { JobProgressSummary } from './job-progress-summary'

/** Props of {@link JobProgress}. Children replace the default parts. */
export type JobProgressProps = JobProgressRootProps

/**
 * The progress of one job, from the queue to the video, in a frame with the video's aspect ratio. For another layout,
 * compose its parts in a {@link JobProgressRoot}.
 *
 * @example
 * <JobProgress id={video.id} />
 */
export const JobProgress = /* @__PURE__ */ part(JobProgressRoot, '', function JobProgress(props) {
  return mergeProps({ children: <Parts /> }, props)
})

const Parts = () => (
  <>
    <JobProgressFrame>
      <JobProgressConnection />
      <JobProgressBar />
    </JobProgressFrame>
    <JobProgressSummary />
    <JobProgressPrompt />
    <JobProgressFailure />
    <JobProgressCancel />
    <JobProgressStop />
  </>
)
