import type { Video } from '@dailies/core'
import { useContentURL } from '../video-frame'
import { mergeProps, part } from '../primitives'
import { SourceScrubber, type ScrubberVideo } from './source-scrubber'

/** A video, from which the URLs of its files are read. */
export type VideoScrubberOwnProps = { video: Video } & { [K in keyof ScrubberVideo]?: never }

/** The scrubber of a `Video`. Its URLs are those of the client, so it needs a provider. */
export const VideoScrubber = /* @__PURE__ */ part<typeof SourceScrubber, VideoScrubberOwnProps>(
  SourceScrubber,
  '',
  function VideoScrubber({ video, ...props }) {
    const urlOf = useContentURL(video)
    return mergeProps(
      {
        src: urlOf('spritesheet'),
        videoSrc: urlOf('video'),
        poster: urlOf('thumbnail'),
        seconds: Number(video.seconds),
        size: video.size,
        asset: video.assets?.spritesheet,
      },
      props,
    )
  },
)
