import type { Video } from '@dailies/core'
import { useContentURL } from '../video-frame'
import { mergeProps, part } from '../primitives'
import { useScrubberStrings } from '../strings/texts'
import { SourceScrubber, type ScrubberVideo } from './source-scrubber'

/** A video, from which the URLs of its files are read. */
export type VideoScrubberOwnProps = { video: Video } & { [K in keyof ScrubberVideo]?: never }

/** The scrubber of a `Video`. Its URLs are those of the client, so it needs a provider. */
export const VideoScrubber = /* @__PURE__ */ part<typeof SourceScrubber, VideoScrubberOwnProps>(
  SourceScrubber,
  '',
  function VideoScrubber({ video, ...props }) {
    const urlOf = useContentURL(video)
    const t = useScrubberStrings()
    return mergeProps(
      {
        src: urlOf('spritesheet'),
        videoSrc: urlOf('video'),
        poster: urlOf('thumbnail'),
        seconds: Number(video.seconds),
        size: video.size,
        // A page has many scrubbers, which a list of its controls must tell apart.
        ...(video.prompt && { 'aria-label': t('labelOf', { prompt: video.prompt }) }),
        asset: video.assets?.spritesheet,
      },
      props,
    )
  },
)
