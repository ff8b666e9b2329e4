import type { ReactNode } from 'react'
import { mergeProps, part } from '../primitives'
import { videoHue } from './video-hue'
import { videoFit, AspectRatioBox } from './aspect-ratio-box'

/** Props of {@link VideoFrame}, in addition to those of the element. */
export interface VideoFrameOwnProps {
  /** Width and height in pixels, such as `1280x720`. */
  size: string
  /** The video's id, which determines the placeholder colour. */
  id: string
}

/**
 * A box with the video's aspect ratio and a placeholder colour that is derived from its id. Children cover the
 * placeholder.
 */
export const VideoFrame = /* @__PURE__ */ part<'div', VideoFrameOwnProps>(
  'div',
  'dl-video-frame',
  function VideoFrame({ size, id, children, ...props }) {
    return mergeProps(videoFrameProps({ size, id }, children), props)
  },
)

/** The props of a {@link VideoFrame}, for a part that is one itself. */
export const videoFrameProps = ({ size, id }: VideoFrameOwnProps, children: ReactNode) => ({
  'data-hue': videoHue(id),
  'data-fit': videoFit(size),
  children: (
    <>
      <AspectRatioBox size={size} />
      {children}
    </>
  ),
})
