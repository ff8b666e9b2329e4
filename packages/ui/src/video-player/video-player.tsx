import { VideoPlayerControls, VideoPlayerDownload } from './video-player-controls'
import { VideoPlayerMedia } from './video-player-media'
import { VideoPlayerRoot, type VideoPlayerRootProps } from './video-player-root'

/** Props of {@link VideoPlayer}. */
export type VideoPlayerProps = Omit<VideoPlayerRootProps, 'asChild' | 'children'>

/**
 * A video player for one video, with the controls beneath it. For another layout, compose its parts inside a
 * {@link VideoPlayerRoot}.
 *
 * @example
 * <VideoPlayer id={video.id} />
 */
export const VideoPlayer = (props: VideoPlayerProps) => (
  <VideoPlayerRoot {...props}>
    <VideoPlayerMedia />
    <VideoPlayerControls>
      <VideoPlayerDownload />
    </VideoPlayerControls>
  </VideoPlayerRoot>
)
