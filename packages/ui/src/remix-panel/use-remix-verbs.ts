import type { Video, VideoError } from '@dailies/core'
import { useEditVideo, useExtendVideo, useRemixVideo } from '@dailies/core/react'
import type { RemixVerb } from './remix-verb'

/** Whatever makes a new film of a finished one, in one call. */
export function useRemixVerbs(): {
  /** @param seconds what an extension adds */
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
