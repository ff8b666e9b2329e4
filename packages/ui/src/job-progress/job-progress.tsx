import { JobProgressFailure } from './job-progress-failure'
import {
  JobProgressBar,
  JobProgressFrame,
  JobProgressSummary,
  JobProgressConnection,
  JobProgressPrompt,
} from './job-progress-parts'
import { JobProgressRoot, type JobProgressRootProps } from './job-progress-root'
import { JobProgressStop } from './job-progress-stop'

/** Props of {@link JobProgress}. */
export type JobProgressProps = Omit<JobProgressRootProps, 'asChild' | 'children'>

/**
 * The progress of one job, from the queue to the video, in a frame with the video's aspect ratio. For another layout,
 * compose its parts in a {@link JobProgressRoot}.
 *
 * @example
 * <JobProgress id={video.id} />
 */
export const JobProgress = (props: JobProgressProps) => (
  <JobProgressRoot {...props}>
    <JobProgressFrame>
      <JobProgressConnection />
      <JobProgressBar />
    </JobProgressFrame>
    <JobProgressSummary />
    <JobProgressPrompt />
    <JobProgressFailure />
    <JobProgressStop />
  </JobProgressRoot>
)
