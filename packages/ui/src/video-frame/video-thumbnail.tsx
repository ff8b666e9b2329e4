import type { Video } from '@dailies/core'
import { useContentURL } from './use-content-url'
import { VideoFrame } from './video-frame'
import { VideoImage } from './video-image'

/** The thumbnail of a video, or a frame in the video's colour until there is one. */
export function VideoThumbnail({ video }: { video: Video }) {
  const thumbnail = useContentURL(video)('thumbnail')
  return (
    <VideoFrame id={video.id} size={video.size}>
      {thumbnail !== undefined && <VideoImage src={thumbnail} />}
    </VideoFrame>
  )
}
