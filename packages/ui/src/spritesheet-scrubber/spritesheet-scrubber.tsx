import { forwardRef } from 'react'
import { AspectRatioBox, videoFit } from '../video-frame'
import { classes } from '../primitives'
import {
  SpritesheetScrubberPlayhead,
  SpritesheetScrubberImage,
  SpritesheetScrubberPoster,
  SpritesheetScrubberTime,
} from './spritesheet-scrubber-parts'
import { SpritesheetScrubberRoot, type SpritesheetScrubberRootProps } from './spritesheet-scrubber-root'

/** Props of {@link SpritesheetScrubber}. */
export type SpritesheetScrubberProps = SpritesheetScrubberRootProps

/**
 * A hover scrubber that previews a video by its spritesheet, without a player: it shows the frame at the position of
 * the pointer, touch or keys.
 *
 * @example
 * <SpritesheetScrubber video={video} />
 * <SpritesheetScrubber video={video} time={time} onSeek={(time) => (player.currentTime = time)} />
 */
export const SpritesheetScrubber = /* @__PURE__ */ forwardRef<HTMLDivElement, SpritesheetScrubberProps>(
  function SpritesheetScrubber({ className, children, ...props }, ref) {
    const size = props.video?.size ?? props.size ?? ''
    return (
      <SpritesheetScrubberRoot
        {...props}
        ref={ref}
        className={classes('dl-video-frame', className)}
        data-fit={videoFit(size)}
      >
        <AspectRatioBox size={size} />
        <SpritesheetScrubberPoster />
        <SpritesheetScrubberImage />
        <SpritesheetScrubberPlayhead />
        <SpritesheetScrubberTime />
        {children}
      </SpritesheetScrubberRoot>
    )
  },
)
