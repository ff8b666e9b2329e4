export { Announcer } from './announcer'
export { JobProgress } from './job-progress'
export type { JobProgressProps } from './job-progress'
export { useJobProgress } from './job-progress-context'
export type { JobActions, JobProgressContextValue } from './job-progress-context'
export { JobProgressFailure } from './job-progress-failure'
export {
  JobProgressBar,
  JobProgressElapsed,
  JobProgressFrame,
  JobProgressStatusText,
  JobProgressConnection,
  JobProgressPrompt,
  JobProgressSummary,
} from './job-progress-parts'
export type { JobProgressFrameOwnProps } from './job-progress-parts'
export { JobProgressRoot } from './job-progress-root'
export type { JobProgressRootProps } from './job-progress-root'
export { JobProgressStop, consequences } from './job-progress-stop'
export type { JobProgressCallbacks } from './use-job-actions'
export { useNow } from './use-now'
