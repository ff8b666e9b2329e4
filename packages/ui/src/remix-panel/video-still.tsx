import type { Video } from '@dailies/core'
import { VideoFrame, VideoImage, useContentURL } from '../video-frame'

/** A film as a still: its thumbnail, or the field in its colour until there is one. */
export function VideoStill({ video }: { video: Video }) {
  const still = useContentURL(video)('thumbnail')
  return (
    <VideoFrame id={video.id} size={video.size}>
      {still !== undefined && <VideoImage src={still} />}
    </VideoFrame>
  )
}
