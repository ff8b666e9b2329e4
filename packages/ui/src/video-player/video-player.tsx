import { VideoPlayerControls, VideoPlayerDownload } from './video-player-controls'
import { VideoPlayerFilm } from './video-player-film'
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
    <VideoPlayerFilm />
    <VideoPlayerControls>
      <VideoPlayerDownload />
    </VideoPlayerControls>
  </VideoPlayerRoot>
)
