import { FilmShape } from '../film-frame'
import { SpritesheetScrubberPicture, SpritesheetScrubberRoot, SpritesheetScrubberTime } from '../spritesheet-scrubber'
import { usePlayerText } from '../strings/texts'
import { useMedia } from './use-media'
import { useVideoPlayer } from './video-player-context'

const moving = ['timeupdate', 'seeking', 'seeked', 'ended', 'emptied'] as const
const playing = ['play', 'pause', 'ended'] as const

/** The place in the film, as a slider; over it a small frame shows the moment under the pointer. */
export function VideoPlayerSeekBar() {
  const { video, media, seek } = useVideoPlayer()
  const text = usePlayerText()
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
      <span className="dl-at dl-player-preview">
        <span className="dl-film">
          <FilmShape size={video.size} />
          <SpritesheetScrubberPicture />
        </span>
        <SpritesheetScrubberTime />
      </span>
    </SpritesheetScrubberRoot>
  )
}
