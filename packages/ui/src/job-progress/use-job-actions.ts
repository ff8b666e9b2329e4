import type { Video, VideoError } from '@dailies/core'
import { useCreateVideo, useDeleteVideo } from '@dailies/core/react'
import { useRemixVerbs } from '../remix-panel'
import type { JobActions } from './job-progress-context'

/** What the page hears of the actions on a job. */
export interface JobProgressEvents {
  /** Takes the prompt back for a change; without it "Edit prompt" is not offered. */
  onEditPrompt?: ((video: Video) => void) | undefined
  /** Hears of the job that began in place of this one. */
  onRetried?: ((video: Video, original: Video) => void) | undefined
  /** Hides the job on this device; without it hiding is not offered. */
  onDismiss?: ((id: string) => void) | undefined
  /** Hears that the job was stopped and deleted. */
  onDeleted?: ((id: string) => void) | undefined
}

/** What can be done about one job, and how the last of it went. */
export function useJobActions(
  id: string,
  { video, refresh }: { video: Video | undefined; refresh(): Promise<void> },
  { onEditPrompt, onRetried, onDismiss, onDeleted }: JobProgressEvents,
): { actions: JobActions; isSubmitting: boolean; refusal: VideoError | undefined } {
  const { create, ...creation } = useCreateVideo()
  const remixing = useRemixVerbs()
  const deletion = useDeleteVideo()

  const retry = async (original: Video) => {
    const { prompt, model, size, seconds, remixed_from_video_id: source, assets } = original
    if (prompt === null) return
    // A server that does not tell the verb has no other that leaves a source, as a rule.
    const { verb = source === null ? 'create' : 'remix', seconds: added } = assets?.request ?? {}
    const begun = await (source === null || verb === 'create'
      ? create({ prompt, model, size, seconds })
      : remixing.submit(verb, source, prompt, added))
    onRetried?.(begun, original)
  }
  const stop = async () => {
    await deletion.deleteVideo(id)
    onDeleted?.(id)
  }
  return {
    actions: {
      checkAgain: () => void refresh(),
      // What went wrong is in the error of the hook, which is shown.
      stop: () => void stop().catch(() => {}),
      tryAgain: () => video && void retry(video).catch(() => {}),
      dismiss: onDismiss && (() => onDismiss(id)),
      editPrompt: video && onEditPrompt ? () => onEditPrompt(video) : undefined,
    },
    isSubmitting: creation.isSubmitting || remixing.isSubmitting,
    refusal: creation.error ?? remixing.error ?? deletion.error,
  }
}
