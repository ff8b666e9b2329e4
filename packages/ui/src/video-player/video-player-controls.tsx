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

type ButtonProps = Omit<ComponentPropsWithoutRef<typeof Button>, 'variant' | 'children'>

const playEvents = ['play', 'pause', 'ended', 'emptied'] as const
const volumeEvents = ['volumechange'] as const
const timeEvents = ['timeupdate', 'seeking', 'durationchange', 'emptied'] as const

/** The play and pause button. */
export function VideoPlayerPlay(props: ButtonProps) {
  const { media, togglePlay } = useVideoPlayer()
  const t = usePlayerStrings()
  const isPaused = useMedia(media, playEvents, (element) => element.paused, true)
  const label = t(isPaused ? 'play' : 'pause')
  return (
    <Button aria-label={label} title={label} disabled={!media} {...props} variant="icon" onClick={togglePlay}>
      <Icon icon={isPaused ? Play : Pause} />
    </Button>
  )
}

/** The mute button. */
export function VideoPlayerMute(props: ButtonProps) {
  const { media, toggleMute } = useVideoPlayer()
  const t = usePlayerStrings()
  const isMuted = useMedia(media, volumeEvents, (element) => element.muted, false)
  const label = t(isMuted ? 'unmute' : 'mute')
  return (
    <Button aria-label={label} title={label} disabled={!media} {...props} variant="icon" onClick={toggleMute}>
      <Icon icon={isMuted ? VolumeX : Volume2} />
    </Button>
  )
}

/** The loop button, which repeats the video. */
export function VideoPlayerLoop(props: ButtonProps) {
  const { media, toggleLoop } = useVideoPlayer()
  const t = usePlayerStrings()
  const isLooping = useMedia(media, volumeEvents, (element) => element.loop, false)
  return (
    <Button
      aria-label={t('loop')}
      title={t('loop')}
      aria-pressed={isLooping}
      disabled={!media}
      {...props}
      variant="icon"
      onClick={toggleLoop}
    >
      <Icon icon={Repeat} />
    </Button>
  )
}

/** The full screen button. */
export function VideoPlayerFullscreen(props: ButtonProps) {
  const { media, toggleFullscreen } = useVideoPlayer()
  const label = usePlayerStrings()('fullscreen')
  return (
    <Button aria-label={label} title={label} disabled={!media} {...props} variant="icon" onClick={toggleFullscreen}>
      <Icon icon={Maximize} />
    </Button>
  )
}

/** The download link. It renders nothing if there is no file to download. */
export function VideoPlayerDownload(props: Omit<ComponentPropsWithoutRef<'a'>, 'href'>) {
  const { video } = useVideoPlayer()
  const label = usePlayerStrings()('download')
  return (
    <VideoDownload aria-label={label} title={label} {...props} video={video} data-variant="icon">
      <Icon icon={Download} />
    </VideoDownload>
  )
}

/** The current time and the duration. */
export function VideoPlayerTime({ className, ...props }: ComponentPropsWithoutRef<'span'>) {
  const { media, video } = useVideoPlayer()
  const locale = useLocale()
  const time = useMedia(media, timeEvents, (element) => Math.floor(element.currentTime + 0.05), 0)
  return (
    <span {...props} className={classes('dl-player-time dl-muted', className)}>
      {formatClock(locale, time)} / {formatClock(locale, Number(video?.seconds) || 0)}
    </span>
  )
}

/**
 * All controls in a row: play, seek bar, time, mute, loop, full screen. Children are rendered before the full screen
 * button.
 */
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
