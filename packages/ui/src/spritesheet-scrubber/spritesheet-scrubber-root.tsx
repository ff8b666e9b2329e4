import type { Video } from '@dailies/core'
import { forwardRef, type ForwardedRef } from 'react'
import { useContentURL } from '../video-frame'
import { SourceScrubber, type ScrubberElementProps, type ScrubberVideo, type ScrubberOptions } from './source-scrubber'

/** Props of {@link SpritesheetScrubberRoot}: a video, or a film told by its files. */
export type SpritesheetScrubberRootProps = ScrubberElementProps &
  ScrubberOptions &
  (
    | ({
        /** Its files and its grid are found by themselves. */
        video: Video
      } & { [K in keyof ScrubberVideo]?: never })
    | ({ video?: never } & ScrubberVideo)
  )

/**
 * The slider: it takes the pointer, the touch and the keys, and tells every element in it with the class `dl-position` where in the film
 * that is, by the custom property `--dl-position` (0 to 1). `--dl-value` on the slider itself is the chosen moment, `data-state` is that
 * of the sheet, and `data-active` stands while somebody scrubs.
 */
export const SpritesheetScrubberRoot = /* @__PURE__ */ forwardRef<HTMLDivElement, SpritesheetScrubberRootProps>(
  function SpritesheetScrubberRoot(props, ref) {
    return props.video ? <VideoScrubber {...props} forwarded={ref} /> : <SourceScrubber {...props} forwarded={ref} />
  },
)

interface VideoScrubberProps extends ScrubberElementProps, ScrubberOptions {
  video: Video
  forwarded: ForwardedRef<HTMLDivElement>
}

function VideoScrubber({ video, ...props }: VideoScrubberProps) {
  const urlOf = useContentURL(video)
  return (
    <SourceScrubber
      {...props}
      src={urlOf('spritesheet')}
      videoSrc={urlOf('video')}
      poster={urlOf('thumbnail')}
      seconds={Number(video.seconds)}
      size={video.size}
      asset={video.assets?.spritesheet}
    />
  )
}
