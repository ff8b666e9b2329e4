import type { Video } from '@dailies/core'
import { forwardRef, type ForwardedRef } from 'react'
import { useContentURL } from '../video-frame'
import { SourceScrubber, type ScrubberElementProps, type ScrubberVideo, type ScrubberOptions } from './source-scrubber'

/** Props of {@link SpritesheetScrubberRoot}: a `Video` object, or the URLs of a video. */
export type SpritesheetScrubberRootProps = ScrubberElementProps &
  ScrubberOptions &
  (
    | ({
        /** The video; its file URLs and the grid of its spritesheet are read from it. */
        video: Video
      } & { [K in keyof ScrubberVideo]?: never })
    | ({ video?: never } & ScrubberVideo)
  )

/**
 * The slider that contains the parts of a SpritesheetScrubber. It handles pointer, touch and keys, and sets the custom
 * property
 * `--dl-position` (0 to 1, the hovered or selected position) on every descendant with the class `dl-position`.
 * `--dl-value` (0 to 1) on the slider itself is the selected position, `data-state` is the state of the spritesheet
 * (`idle`, `loading`, `ready`,
 * `unavailable`), and
 * `data-active` is set while the user is scrubbing.
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
