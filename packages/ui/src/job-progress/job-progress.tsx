import { JobProgressFailure } from './job-progress-failure'
import {
  JobProgressBar,
  JobProgressFrame,
  JobProgressRow,
  JobProgressConnection,
  JobProgressPrompt,
} from './job-progress-parts'
import { JobProgressRoot, type JobProgressRootProps } from './job-progress-root'
import { JobProgressStop } from './job-progress-stop'

/** Props of {@link JobProgress}. */
export type JobProgressProps = Omit<JobProgressRootProps, 'asChild' | 'children'>

/**
 * One job from the queue to the film, in a frame of the film's own shape. For another arrangement put its parts into a
 * {@link JobProgressRoot}.
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
    <JobProgressRow />
    <JobProgressPrompt />
    <JobProgressFailure />
    <JobProgressStop />
  </JobProgressRoot>
)
