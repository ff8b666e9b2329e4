import type { Video } from '@dailies/core'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import type { AsChild } from '../primitives'
import { SourceScrubber, type ScrubberVideo, type ScrubberOptions } from './source-scrubber'
import { VideoScrubber } from './video-scrubber'

/** Props of {@link SpritesheetScrubberRoot}: a `Video` object, or the URLs of a video. */
export type SpritesheetScrubberRootProps = ScrubberOptions &
  AsChild &
  Omit<ComponentPropsWithoutRef<'div'>, keyof ScrubberOptions> &
  (
    | ({
        /** The video; its file URLs and the grid of its spritesheet are read from it. */
        video: Video
      } & { [K in keyof ScrubberVideo]?: never })
    | ({ video?: never } & ScrubberVideo)
  )

/**
 * The slider that contains the parts of a SpritesheetScrubber. It handles pointer, touch and keys, and moves its parts.
 * On every descendant of yours with the class `dl-position` it sets the custom property `--dl-position` (0 to 1, the
 * hovered or selected position). `--dl-value` (0 to 1) on the slider itself is the selected position, `data-state` is the state of the spritesheet
 * (`idle`, `loading`, `ready`, `unavailable`), and `data-active` is set while the user is scrubbing.
 */
export const SpritesheetScrubberRoot = /* @__PURE__ */ forwardRef<HTMLDivElement, SpritesheetScrubberRootProps>(
  function SpritesheetScrubberRoot(props, ref) {
    // Only a video needs a provider: its URLs are those of the client.
    return props.video ? <VideoScrubber {...props} ref={ref} /> : <SourceScrubber {...props} ref={ref} />
  },
)
