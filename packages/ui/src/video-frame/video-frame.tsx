import { part } from '../primitives'
import { videoHue } from './video-hue'
import { videoFit, AspectRatioBox } from './aspect-ratio-box'

/** What a frame must know of its film. */
export interface VideoFrameOwnProps {
  /** Pixels, as `1280x720`. */
  size: string
  /** Draws the colour of the empty field. */
  id: string
}

/** A box in the film's own shape, filled with a still field in a colour drawn from the id; what is put into it covers the field. */
export const VideoFrame = /* @__PURE__ */ part<'div', VideoFrameOwnProps>(
  'div',
  'dl-video-frame',
  function VideoFrame({ size, id, children, ...props }) {
    return {
      ...props,
      'data-hue': videoHue(id),
      'data-fit': videoFit(size),
      children: (
        <>
          <AspectRatioBox size={size} />
          {children}
        </>
      ),
    }
  },
)
