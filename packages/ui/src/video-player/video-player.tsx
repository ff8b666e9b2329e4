import { VideoPlayerControls, VideoPlayerDownload } from './video-player-controls'
import { VideoPlayerMedia } from './video-player-media'
import { VideoPlayerRoot, type VideoPlayerRootProps } from './video-player-root'

/** Props of {@link VideoPlayer}. */
export type VideoPlayerProps = Omit<VideoPlayerRootProps, 'asChild' | 'children'>

/**
 * Plays one film, with the controls beneath and never over it. For another arrangement put its parts into a {@link VideoPlayerRoot}.
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
