import type { Video, VideoError } from '@dailies/core'
import { useEditVideo, useExtendVideo, useRemixVideo } from '@dailies/core/react'
import type { RemixVerb } from './remix-verb'

/** Combines the remix, edit and extend mutations in one function. */
export function useRemixVerbs(): {
  /** Creates a video from a completed one. @param seconds added by an extension */
  submit(verb: RemixVerb, id: string, prompt: string, seconds: string | undefined): Promise<Video>
  isSubmitting: boolean
  error: VideoError | undefined
} {
  const remixing = useRemixVideo()
  const editing = useEditVideo()
  const extending = useExtendVideo()
  return {
    submit(verb, id, prompt, seconds) {
      if (verb === 'remix') return remixing.remix(id, { prompt })
      if (verb === 'edit') return editing.edit(id, { prompt })
      return extending.extend(id, { prompt, ...(seconds !== undefined && { seconds }) })
    },
    isSubmitting: remixing.isSubmitting || editing.isSubmitting || extending.isSubmitting,
    error: remixing.error ?? editing.error ?? extending.error,
  }
}
