import { Download, Maximize, Pause, Play, Repeat, Volume2, VolumeX } from 'lucide'
import { VideoDownload } from '../video-frame'
import { formatClock } from '../format'
import { Icon, mergeProps, part, type IconDrawing } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePlayerStrings } from '../strings/texts'
import { useMedia } from './use-media'
import { useVideoPlayer } from '../playback'
import { VideoPlayerSeekBar } from './video-player-seek-bar'

const playEvents = ['play', 'pause', 'ended', 'emptied'] as const
const volumeEvents = ['volumechange'] as const
const timeEvents = ['timeupdate', 'seeking', 'durationchange', 'emptied'] as const

/** The play and pause button. */
export const VideoPlayerPlay = /* @__PURE__ */ part('button', 'dl-button', function VideoPlayerPlay(props) {
  const { media, togglePlay, isDisabled } = useVideoPlayer()
  const t = usePlayerStrings()
  const isPaused = useMedia(media, playEvents, (element) => element.paused, true)
  return mergeProps(
    controlProps(!media || isDisabled, t(isPaused ? 'play' : 'pause'), isPaused ? Play : Pause, togglePlay),
    props,
  )
})

/** The mute button. */
export const VideoPlayerMute = /* @__PURE__ */ part('button', 'dl-button', function VideoPlayerMute(props) {
  const { media, toggleMute, isDisabled } = useVideoPlayer()
  const t = usePlayerStrings()
  const isMuted = useMedia(media, volumeEvents, (element) => element.muted, false)
  return mergeProps(
    controlProps(!media || isDisabled, t(isMuted ? 'unmute' : 'mute'), isMuted ? VolumeX : Volume2, toggleMute),
    props,
  )
})

/** The loop button, which repeats the video. */
export const VideoPlayerLoop = /* @__PURE__ */ part('button', 'dl-button', function VideoPlayerLoop(props) {
  const { media, toggleLoop, isDisabled } = useVideoPlayer()
  const t = usePlayerStrings()
  const isLooping = useMedia(media, volumeEvents, (element) => element.loop, false)
  return mergeProps(
    { 'aria-pressed': isLooping, ...controlProps(!media || isDisabled, t('loop'), Repeat, toggleLoop) },
    props,
  )
})

/** The full screen button. */
export const VideoPlayerFullscreen = /* @__PURE__ */ part('button', 'dl-button', function VideoPlayerFullscreen(props) {
  const { media, toggleFullscreen, isDisabled } = useVideoPlayer()
  const t = usePlayerStrings()
  return mergeProps(controlProps(!media || isDisabled, t('fullscreen'), Maximize, toggleFullscreen), props)
})

const controlProps = (disabled: boolean, label: string, icon: IconDrawing, onClick: () => void) => ({
  type: 'button' as const,
  'aria-label': label,
  title: label,
  disabled,
  'data-variant': 'icon',
  onClick: () => onClick(),
  // Beside a seek bar that is mirrored in right-to-left text.
  children: <Icon icon={icon} isMirrored={icon === Play} />,
})

/** The download link. It renders nothing if there is no file to download. */
export const VideoPlayerDownload = /* @__PURE__ */ part<typeof VideoDownload, { video?: never }>(
  VideoDownload,
  '',
  function VideoPlayerDownload(props) {
    const { video } = useVideoPlayer()
    const label = usePlayerStrings()('download')
    const children = <Icon icon={Download} />
    return mergeProps({ video, 'aria-label': label, title: label, 'data-variant': 'icon', children }, props)
  },
)

/** The current time and the duration; in tenths of a second for a video of less than a minute. */
export const VideoPlayerTime = /* @__PURE__ */ part('span', 'dl-player-time dl-muted', function VideoPlayerTime(props) {
  const { media, video } = useVideoPlayer()
  const locale = useLocale()
  const duration = Number(video?.seconds) || 0
  const tenths = duration < 60 ? 1 : 0
  // The time of a media element is a binary fraction and may be slightly less than a full tenth.
  const read = ({ currentTime }: HTMLMediaElement) => Math.floor((currentTime + 0.005) * 10 ** tenths) / 10 ** tenths
  const time = useMedia(media, timeEvents, read, 0)
  return mergeProps(
    { children: `${formatClock(locale, time, tenths)} / ${formatClock(locale, duration, tenths)}` },
    props,
  )
})

/**
 * All controls in a row: play, seek bar, time, mute, loop, full screen. Children are rendered before the full screen
 * button.
 */
export const VideoPlayerControls = /* @__PURE__ */ part(
  'div',
  'dl-player-controls',
  function VideoPlayerControls({ children, ...props }) {
    const controls = (
      <>
        <VideoPlayerPlay />
        <VideoPlayerSeekBar />
        <VideoPlayerTime />
        <VideoPlayerMute />
        <VideoPlayerLoop />
        {children}
        <VideoPlayerFullscreen />
      </>
    )
    return mergeProps({ children: controls }, props)
  },
)
