import type { Video } from '@dailies/core'
import {
  JobProgressBar,
  JobProgressCancel,
  JobProgressConnection,
  JobProgressFailure,
  JobProgressFrame,
  JobProgressRoot,
  JobProgressSummary,
} from '../job-progress'
import { useLibrary } from './video-library-context'

/** The job progress without its prompt, which is the title of the dialog. */
export function DialogJobProgress({ id, onEditPrompt }: { id: string; onEditPrompt(video: Video): void }) {
  const { openVideo, hideFailedVideo } = useLibrary()
  return (
    <JobProgressRoot
      id={id}
      className="dl-dialog-job"
      onRetried={(retried) => {
        hideFailedVideo(id)
        openVideo(retried.id, { onlyIfOpen: id })
      }}
      onDeleted={() => openVideo(undefined, { onlyIfOpen: id })}
      onEditPrompt={onEditPrompt}
    >
      <div className="dl-media">
        <JobProgressFrame>
          <JobProgressBar />
        </JobProgressFrame>
        <JobProgressConnection />
      </div>
      <JobProgressSummary />
      <JobProgressCancel />
      <JobProgressFailure />
    </JobProgressRoot>
  )
}
