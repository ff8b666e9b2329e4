import { Pause, Play } from 'lucide'
import { useCallback } from 'react'
import { formatClock } from '../format'
import { Icon, mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useStoryboardStrings } from '../strings/texts'
import { VideoPlayerFullscreen, VideoPlayerMute } from '../video-player'
import { useStoryboardInternals } from './storyboard-context'
import { StoryboardSeekBar } from './storyboard-seek-bar'
import { useSequenceTime } from './use-sequence'

/** Plays and pauses all shots as one. */
export const StoryboardPlay = /* @__PURE__ */ part('button', 'dl-button', function StoryboardPlay(props) {
  const { isPlaying, isWaiting, isDisabled, seconds, togglePlay } = useStoryboardInternals()
  const t = useStoryboardStrings()
  const label = t(isPlaying ? 'pause' : 'play')
  return mergeProps(
    {
      type: 'button' as const,
      'aria-label': label,
      title: isWaiting ? t('waiting') : label,
      disabled: seconds === 0 || isDisabled,
      'data-variant': 'icon',
      onClick: () => togglePlay(),
      children: <Icon icon={isPlaying ? Pause : Play} isMirrored={!isPlaying} />,
    },
    props,
  )
})

/** The current time and the length of all shots, in tenths of a second below a minute. */
export const StoryboardTime = /* @__PURE__ */ part('span', 'dl-player-time dl-muted', function StoryboardTime(props) {
  const { sequence, seconds } = useStoryboardInternals()
  const locale = useLocale()
  const tenths = seconds < 60 ? 1 : 0
  const format = useCallback((time: number) => formatClock(locale, time + 0.005, tenths), [locale, tenths])
  const time = useSequenceTime(sequence, format)
  return mergeProps({ children: `${time} / ${formatClock(locale, seconds, tenths)}` }, props)
})

/** The transport of all shots: play, seek bar, time, sound and full screen. Children come before full screen. */
export const StoryboardControls = /* @__PURE__ */ part(
  'div',
  'dl-player-controls dl-storyboard-controls',
  function StoryboardControls({ children, ...props }) {
    const { shots } = useStoryboardInternals()
    if (shots.length === 0) return null
    const content = (
      <>
        <StoryboardPlay />
        <StoryboardSeekBar />
        <StoryboardTime />
        <VideoPlayerMute />
        {children}
        <VideoPlayerFullscreen />
      </>
    )
    return mergeProps({ children: content }, props)
  },
)
