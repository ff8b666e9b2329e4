import { AspectRatioBox } from '../video-frame'
import { mergeProps, part } from '../primitives'
import { SpritesheetScrubberImage, SpritesheetScrubberRoot, SpritesheetScrubberTime } from '../spritesheet-scrubber'

import { usePlayerStrings } from '../strings/texts'
import { useMedia } from './use-media'
import { useVideoPlayer } from '../playback'

const timeEvents = ['timeupdate', 'seeking', 'seeked', 'ended', 'emptied'] as const
const playEvents = ['play', 'pause', 'ended'] as const

/** The source of the seek bar is the video of the player. */
type OwnSource = { [Name in 'video' | 'src' | 'videoSrc' | 'seconds' | 'size' | 'poster']?: never }

/** The seek bar: a slider with the position in the video. A small preview shows the frame at the pointer. */
export const VideoPlayerSeekBar = /* @__PURE__ */ part<typeof SpritesheetScrubberRoot, OwnSource>(
  SpritesheetScrubberRoot,
  'dl-player-seek',
  function VideoPlayerSeekBar(props) {
    const { video, media, seek, isDisabled } = useVideoPlayer()
    const t = usePlayerStrings()
    const time = useMedia(media, timeEvents, (element) => element.currentTime, 0)
    const isPaused = useMedia(media, playEvents, (element) => element.paused, true)
    if (!video) return null
    const content = (
      <>
        <span className="dl-player-rail" />
        <span className="dl-player-thumb" />
        <span className="dl-position dl-player-preview">
          <span className="dl-video-frame">
            <AspectRatioBox size={video.size} />
            <SpritesheetScrubberImage />
          </span>
          <SpritesheetScrubberTime />
        </span>
      </>
    )
    return mergeProps(
      {
        video,
        value: time,
        step: 1,
        disabled: isDisabled,
        onValueChange: seek,
        'aria-label': t('seek'),
        'data-playing': isPaused ? undefined : '',
        children: content,
      },
      props,
    )
  },
)
