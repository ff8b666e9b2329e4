import type { Video, VideoError } from '@dailies/core'
import { useEditVideo, useExtendVideo, useRemixVideo } from '@dailies/core/react'
import type { RemixOperation } from './remix-operation'

/** Combines the remix, edit and extend mutations in one function. */
export function useRemixOperations(): {
  /** Creates a video from a completed one. @param seconds added by an extension */
  submit(operation: RemixOperation, id: string, prompt: string, seconds: string | undefined): Promise<Video>
  isSubmitting: boolean
  error: VideoError | undefined
} {
  const remixing = useRemixVideo()
  const editing = useEditVideo()
  const extending = useExtendVideo()
  return {
    submit(operation, id, prompt, seconds) {
      if (operation === 'remix') return remixing.remix(id, { prompt })
      if (operation === 'edit') return editing.edit(id, { prompt })
      return extending.extend(id, { prompt, ...(seconds !== undefined && { seconds }) })
    },
    isSubmitting: remixing.isSubmitting || editing.isSubmitting || extending.isSubmitting,
    error: remixing.error ?? editing.error ?? extending.error,
  }
}
