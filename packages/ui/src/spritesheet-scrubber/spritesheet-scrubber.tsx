import { AspectRatioBox, videoFit } from '../video-frame'
import { mergeProps, part } from '../primitives'
import {
  SpritesheetScrubberPlayhead,
  SpritesheetScrubberImage,
  SpritesheetScrubberPoster,
  SpritesheetScrubberTime,
} from './spritesheet-scrubber-parts'
import { SpritesheetScrubberRoot, type SpritesheetScrubberRootProps } from './spritesheet-scrubber-root'

/** Props of {@link SpritesheetScrubber}. Children are rendered after the default parts. */
export type SpritesheetScrubberProps = SpritesheetScrubberRootProps

/**
 * A hover scrubber that previews a video by its spritesheet, without a player: it shows the frame at the position of
 * the pointer, touch or keys.
 *
 * @example
 * <SpritesheetScrubber video={video} />
 * <SpritesheetScrubber video={video} value={time} onValueChange={setTime} />
 */
export const SpritesheetScrubber = /* @__PURE__ */ part(
  SpritesheetScrubberRoot,
  'dl-video-frame',
  function SpritesheetScrubber({ children, ...props }) {
    const size = props.video?.size ?? props.size ?? ''
    const parts = (
      <>
        <AspectRatioBox size={size} />
        <SpritesheetScrubberPoster />
        <SpritesheetScrubberImage />
        <SpritesheetScrubberPlayhead />
        <SpritesheetScrubberTime />
        {children}
      </>
    )
    return mergeProps({ 'data-fit': videoFit(size), children: parts }, props)
  },
)
