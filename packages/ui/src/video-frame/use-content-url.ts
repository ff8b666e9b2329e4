import type { ContentURLOptions, Video, VideoVariant } from '@dailies/core'
import { useVideosClient } from '@dailies/core/react'

/**
 * Returns the function that gives the URL of a video's files, or undefined for a file that is not served. If the
 * server does not report the state of its files, they are served once the job is completed.
 */
export function useContentURL(
  video: Video | undefined,
): (variant: VideoVariant, options?: ContentURLOptions) => string | undefined {
  const videos = useVideosClient()
  return (variant, options) => {
    const state = video?.assets?.[variant].state ?? (video?.status === 'completed' ? 'ready' : 'waiting')
    return video && (state === 'ready' || state === 'archiving')
      ? videos.contentURL(video, variant, options)
      : undefined
  }
}
