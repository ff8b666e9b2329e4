import { JobProgress, JobProgressBar, JobProgressFrame, JobProgressRoot, JobProgressStatusText } from '@dailies/ui'

/** `id` is that of the video, as a create returns it. */
export const JobPage = ({ id, onEditPrompt }: { id: string; onEditPrompt?: (prompt: string) => void }) => (
  <JobProgress id={id} onEditPrompt={({ prompt }) => onEditPrompt?.(prompt ?? '')} />
)

/** Only the frame, with a bar and the status. */
export const SmallJob = ({ id }: { id: string }) => (
  <JobProgressRoot id={id}>
    <JobProgressFrame>
      <JobProgressBar />
    </JobProgressFrame>
    <JobProgressStatusText />
  </JobProgressRoot>
)
