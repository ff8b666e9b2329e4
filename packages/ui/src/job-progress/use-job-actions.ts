import type { Video, VideoError } from '@dailies/core'
import { useCancelVideo, useCreateVideo, useDeleteVideo } from '@dailies/core/react'
import { useRemixOperations } from '../remix-operations'
import type { JobActions } from './job-progress-context'

/** Callbacks of the actions on a job. */
export interface JobProgressCallbacks {
  /** Called to edit the prompt of a failed video; without it "Edit prompt" is not offered. */
  onEditPrompt?: ((video: Video) => void) | undefined
  /** Called with the new job after a retry. */
  onRetried?: ((video: Video, original: Video) => void) | undefined
  /** Called to hide the job on this device; without it "Hide on this device" is not offered. */
  onDismiss?: ((id: string) => void) | undefined
  /** Called when the job was stopped and deleted. */
  onDeleted?: ((id: string) => void) | undefined
  /** Called if a request failed: an action, or the connection that delivers updates. */
  onError?: ((error: VideoError) => void) | undefined
}

/** The actions on one job, and the error of the last one. */
export function useJobActions(
  id: string,
  { video, refresh }: { video: Video | undefined; refresh(): Promise<void> },
  { onEditPrompt, onRetried, onDismiss, onDeleted }: JobProgressCallbacks,
): { actions: JobActions; isSubmitting: boolean; isCancelling: boolean; error: VideoError | undefined } {
  const creation = useCreateVideo({ throwOnError: true })
  const remixing = useRemixOperations()
  const cancellation = useCancelVideo()
  const deletion = useDeleteVideo({ throwOnError: true })

  const retry = async (original: Video) => {
    const { prompt, model, size, seconds, remixed_from_video_id: source, assets } = original
    if (prompt === null) return
    // A server that does not report the operation usually supports no other operation with a source video than remix.
    const {
      operation = source === null ? 'create' : 'remix',
      seconds: addedSeconds,
      // The size says both, and a video keeps its size.
      aspect_ratio: _ratio,
      resolution: _resolution,
      has_file: _hasFile,
      ...chosen
    } = assets?.request ?? {}
    const created = await (source === null || operation === 'create'
      ? creation.trigger({ prompt, model, size, seconds, ...chosen })
      : remixing.submit(operation, source, prompt, addedSeconds))
    onRetried?.(created, original)
  }
  const stop = async () => {
    await deletion.trigger(id)
    onDeleted?.(id)
  }
  return {
    actions: {
      poll: () => void refresh(),
      // The errors are returned by the hooks and shown.
      cancel: () => void cancellation.trigger(id),
      stop: () => void stop().catch(() => {}),
      retry: () => video && void retry(video).catch(() => {}),
      dismiss: onDismiss && (() => onDismiss(id)),
      editPrompt: video && onEditPrompt ? () => onEditPrompt(video) : undefined,
    },
    isSubmitting: creation.isMutating || remixing.isMutating,
    isCancelling: cancellation.isMutating || video?.assets?.cancel_requested === true,
    error: creation.error ?? remixing.error ?? cancellation.error ?? deletion.error,
  }
}
