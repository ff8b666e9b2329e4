import { mergeProps, part } from '../primitives'
import { VideoPlayerControls, VideoPlayerDownload } from './video-player-controls'
import { VideoPlayerMedia } from './video-player-media'
import { VideoPlayerRoot, type VideoPlayerRootProps } from './video-player-root'

/** Props of {@link VideoPlayer}. Children replace the default parts. */
export type VideoPlayerProps = VideoPlayerRootProps

/**
 * A video player for one video, with the controls beneath it. For another layout, compose its parts inside a
 * {@link VideoPlayerRoot}.
 *
 * @example
 * <VideoPlayer id={video.id} />
 */
export const VideoPlayer = /* @__PURE__ */ part(VideoPlayerRoot, '', function VideoPlayer(props) {
  return mergeProps({ children: <Parts /> }, props)
})

const Parts = () => (
  <>
    <VideoPlayerMedia />
    <VideoPlayerControls>
      <VideoPlayerDownload />
    </VideoPlayerControls>
  </>
)
