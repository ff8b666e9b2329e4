import { Download, Maximize, Pause, Play, Repeat, Volume2, VolumeX } from 'lucide'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { VideoDownload } from '../video-frame'
import { formatClock } from '../format'
import { Button, Icon, classes } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePlayerStrings } from '../strings/texts'
import { useMedia } from './use-media'
import { useVideoPlayer } from './video-player-context'
import { VideoPlayerSeekBar } from './video-player-seek-bar'

type ButtonProps = Omit<ComponentPropsWithoutRef<typeof Button>, 'look' | 'children'>

const playing = ['play', 'pause', 'ended', 'emptied'] as const
const sounding = ['volumechange'] as const
const moving = ['timeupdate', 'seeking', 'durationchange', 'emptied'] as const

/** Plays and pauses. */
export function VideoPlayerPlay(props: ButtonProps) {
  const { media, togglePlay } = useVideoPlayer()
  const text = usePlayerStrings()
  const isPaused = useMedia(media, playing, (element) => element.paused, true)
  const label = text(isPaused ? 'play' : 'pause')
  return (
    <Button aria-label={label} title={label} disabled={!media} {...props} variant="icon" onClick={togglePlay}>
      <Icon of={isPaused ? Play : Pause} />
    </Button>
  )
}

/** Turns the sound off and on. */
export function VideoPlayerMute(props: ButtonProps) {
  const { media, toggleMute } = useVideoPlayer()
  const text = usePlayerStrings()
  const isMuted = useMedia(media, sounding, (element) => element.muted, false)
  const label = text(isMuted ? 'unmute' : 'mute')
  return (
    <Button aria-label={label} title={label} disabled={!media} {...props} variant="icon" onClick={toggleMute}>
      <Icon of={isMuted ? VolumeX : Volume2} />
    </Button>
  )
}

/** Repeats the film. */
export function VideoPlayerLoop(props: ButtonProps) {
  const { media, toggleLoop } = useVideoPlayer()
  const text = usePlayerStrings()
  const isLooping = useMedia(media, sounding, (element) => element.loop, false)
  return (
    <Button
      aria-label={text('loop')}
      title={text('loop')}
      aria-pressed={isLooping}
      disabled={!media}
      {...props}
      variant="icon"
      onClick={toggleLoop}
    >
      <Icon of={Repeat} />
    </Button>
  )
}

/** Fills the screen. */
export function VideoPlayerFullscreen(props: ButtonProps) {
  const { media, toggleFullscreen } = useVideoPlayer()
  const label = usePlayerStrings()('fullscreen')
  return (
    <Button aria-label={label} title={label} disabled={!media} {...props} variant="icon" onClick={toggleFullscreen}>
      <Icon of={Maximize} />
    </Button>
  )
}

/** A link that saves the film; nothing where there is none to save. */
export function VideoPlayerDownload(props: Omit<ComponentPropsWithoutRef<'a'>, 'href'>) {
  const { video } = useVideoPlayer()
  const label = usePlayerStrings()('download')
  return (
    <VideoDownload aria-label={label} title={label} {...props} video={video} data-variant="icon">
      <Icon of={Download} />
    </VideoDownload>
  )
}

/** Where the film is, of how long it is. */
export function VideoPlayerTime({ className, ...props }: ComponentPropsWithoutRef<'span'>) {
  const { media, video } = useVideoPlayer()
  const locale = useLocale()
  const time = useMedia(media, moving, (element) => Math.floor(element.currentTime + 0.05), 0)
  return (
    <span {...props} className={classes('dl-player-time dl-muted', className)}>
      {formatClock(locale, time)} / {formatClock(locale, Number(video?.seconds) || 0)}
    </span>
  )
}

/** The usual controls in a row, beneath the film; children stand before the last. */
export const VideoPlayerControls = ({ children }: { children?: ReactNode }) => (
  <div className="dl-player-controls">
    <VideoPlayerPlay />
    <VideoPlayerSeekBar />
    <VideoPlayerTime />
    <VideoPlayerMute />
    <VideoPlayerLoop />
    {children}
    <VideoPlayerFullscreen />
  </div>
)
