import { mergeProps, part } from '../primitives'
import { VideoCompareControls, VideoCompareHint } from './video-compare-controls'
import { VideoCompareFrames } from './video-compare-frames'
import { VideoCompareRoot, type VideoCompareRootProps } from './video-compare-root'

/** Props of {@link VideoCompare}. Children replace the default parts. */
export type VideoCompareProps = VideoCompareRootProps

/**
 * Two to four videos that play as one, under one seek bar: side by side, or two of one shape with a wipe or as their
 * difference. For another layout, compose its parts in a {@link VideoCompareRoot}.
 *
 * @example
 * <VideoCompare ids={takes.map(({ id }) => id)} onKeep={(video) => keep(video.id)} />
 */
export const VideoCompare = /* @__PURE__ */ part(VideoCompareRoot, '', function VideoCompare(props) {
  return mergeProps({ children: <Parts /> }, props)
})

const Parts = () => (
  <>
    <VideoCompareFrames />
    <VideoCompareHint />
    <VideoCompareControls />
  </>
)
