import {
  VideoPlayerDownload,
  VideoPlayerFullscreen,
  VideoPlayerLoop,
  VideoPlayerMute,
  VideoPlayerPlay,
  VideoPlayerTime,
} from './video-player-controls'
import { VideoPlayerFilm } from './video-player-film'
import { VideoPlayerRoot, type VideoPlayerRootProps } from './video-player-root'
import { VideoPlayerSeekBar } from './video-player-seek-bar'

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
    <div className="dl-player-controls">
      <VideoPlayerPlay />
      <VideoPlayerSeekBar />
      <VideoPlayerTime />
      <VideoPlayerMute />
      <VideoPlayerLoop />
      <VideoPlayerDownload />
      <VideoPlayerFullscreen />
    </div>
  </VideoPlayerRoot>
)
