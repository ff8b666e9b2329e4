import type { Video, VideoError } from '@dailies/core'
import { useEditVideo, useExtendVideo, useRemixVideo } from '@dailies/core/react'
import type { RemixOperation } from './remix-operation'

/** Combines the remix, edit and extend mutations in one function. */
export function useRemixOperations(): {
  /** Creates a video from a completed one. @param seconds added by an extension */
  submit(operation: RemixOperation, id: string, prompt: string, seconds: string | undefined): Promise<Video>
  isMutating: boolean
  error: VideoError | undefined
} {
  const remixing = useRemixVideo({ throwOnError: true })
  const editing = useEditVideo({ throwOnError: true })
  const extending = useExtendVideo({ throwOnError: true })
  return {
    submit(operation, id, prompt, seconds) {
      if (operation === 'remix') return remixing.trigger({ source: id, prompt })
      if (operation === 'edit') return editing.trigger({ source: id, prompt })
      return extending.trigger({ source: id, prompt, ...(seconds !== undefined && { seconds }) })
    },
    isMutating: remixing.isMutating || editing.isMutating || extending.isMutating,
    error: remixing.error ?? editing.error ?? extending.error,
  }
}
