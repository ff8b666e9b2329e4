/**
 * The progress of one job, from the queue to the video. An entry of its own: a page that imports it loads nothing of the other components. Its style sheet is
 * `@dailies/ui/styles/job-progress.css`.
 *
 * @packageDocumentation
 */
'use client'

export { JobProgress } from './job-progress'
export type { JobProgressProps } from './job-progress'
export { JobProgressCancel } from './job-progress-cancel'
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
} from './job-progress-parts'
export type { JobProgressFrameOwnProps } from './job-progress-parts'
export { JobProgressSummary } from './job-progress-summary'
export { JobProgressRoot } from './job-progress-root'
export type { JobProgressRootProps } from './job-progress-root'
export { JobProgressStop } from './job-progress-stop'
export type { JobProgressCallbacks } from './use-job-actions'
