import { AspectRatioBox } from '../video-frame'
import { SpritesheetScrubberImage, SpritesheetScrubberRoot, SpritesheetScrubberTime } from '../spritesheet-scrubber'
import { usePlayerStrings } from '../strings/texts'
import { useMedia } from './use-media'
import { useVideoPlayer } from './video-player-context'

const timeEvents = ['timeupdate', 'seeking', 'seeked', 'ended', 'emptied'] as const
const playEvents = ['play', 'pause', 'ended'] as const

/** The seek bar: a slider with the position in the video. A small preview shows the frame at the pointer. */
export function VideoPlayerSeekBar() {
  const { video, media, seek } = useVideoPlayer()
  const t = usePlayerStrings()
  const time = useMedia(media, timeEvents, (element) => element.currentTime, 0)
  const isPaused = useMedia(media, playEvents, (element) => element.paused, true)
  if (!video) return null
  return (
    <SpritesheetScrubberRoot
      video={video}
      time={time}
      step={1}
      onSeek={seek}
      className="dl-player-seek"
      aria-label={t('seek')}
      data-playing={isPaused ? undefined : ''}
    >
      <span className="dl-player-rail" />
      <span className="dl-player-thumb" />
      <span className="dl-position dl-player-preview">
        <span className="dl-video-frame">
          <AspectRatioBox size={video.size} />
          <SpritesheetScrubberImage />
        </span>
        <SpritesheetScrubberTime />
      </span>
    </SpritesheetScrubberRoot>
  )
}
