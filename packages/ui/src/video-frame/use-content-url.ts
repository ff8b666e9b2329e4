import type { ContentURLOptions, Video, VideoVariant } from '@dailies/core'
import { useVideos } from '@dailies/core/react'

/**
 * Where the files of a video are served, undefined for one that is not. A server that tells nothing of its files serves them once
 * the job is done.
 */
export function useContentURL(
  video: Video | undefined,
): (variant: VideoVariant, options?: ContentURLOptions) => string | undefined {
  const videos = useVideos()
  return (variant, options) => {
    const state = video?.assets?.[variant].state ?? (video?.status === 'completed' ? 'ready' : 'waiting')
    return video && (state === 'ready' || state === 'archiving')
      ? videos.contentURL(video, variant, options)
      : undefined
  }
}
