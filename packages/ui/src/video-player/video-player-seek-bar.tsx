import { AspectRatioBox } from '../video-frame'
import { SpritesheetScrubberImage, SpritesheetScrubberRoot, SpritesheetScrubberTime } from '../spritesheet-scrubber'
import { usePlayerStrings } from '../strings/texts'
import { useMedia } from './use-media'
import { useVideoPlayer } from './video-player-context'

const moving = ['timeupdate', 'seeking', 'seeked', 'ended', 'emptied'] as const
const playing = ['play', 'pause', 'ended'] as const

/** The place in the film, as a slider; over it a small frame shows the moment under the pointer. */
export function VideoPlayerSeekBar() {
  const { video, media, seek } = useVideoPlayer()
  const text = usePlayerStrings()
  const time = useMedia(media, moving, (element) => element.currentTime, 0)
  const isPaused = useMedia(media, playing, (element) => element.paused, true)
  if (!video) return null
  return (
    <SpritesheetScrubberRoot
      video={video}
      time={time}
      step={1}
      onSeek={seek}
      className="dl-player-seek"
      aria-label={text('seek')}
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
