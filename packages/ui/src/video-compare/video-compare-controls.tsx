import { Pause, Play } from 'lucide'
import type { ReactElement, ReactNode } from 'react'
import { Icon, mergeProps, part, useRadioGroup } from '../primitives'
import { useCompareStrings } from '../strings/texts'
import { VideoPlayerFullscreen, VideoPlayerSeekBar, VideoPlayerTime } from '../video-player'
import { VideoPlayerContext } from '../playback'
import { useVideoCompare } from './video-compare-context'

/** Plays and pauses all videos. */
export const VideoComparePlay = /* @__PURE__ */ part('button', 'dl-button', function VideoComparePlay(props) {
  const { isPlaying, isWaiting, isDisabled, leader, togglePlay } = useVideoCompare()
  const t = useCompareStrings()
  const label = t(isPlaying ? 'pause' : 'play')
  return mergeProps(
    {
      type: 'button' as const,
      'aria-label': label,
      title: isWaiting ? t('loading') : label,
      disabled: !leader || isDisabled,
      'data-variant': 'icon',
      onClick: () => togglePlay(),
      children: <Icon icon={isPlaying ? Pause : Play} isMirrored={!isPlaying} />,
    },
    props,
  )
})

/** The views that the videos allow: side by side, wipe, difference. It renders nothing if there is only one. */
export const VideoCompareViews = /* @__PURE__ */ part('fieldset', 'dl-segments', function VideoCompareViews(props) {
  const { views, view, setView, isDisabled } = useVideoCompare()
  const t = useCompareStrings()
  const labels = { 'side-by-side': t('sideBySide'), wipe: t('wipe'), difference: t('difference') }
  const options = views.map((each) => [each, labels[each]] as const)
  const group = useRadioGroup({ legend: t('view'), options, value: view, onValueChange: setView })
  return views.length < 2 ? null : mergeProps({ disabled: isDisabled, ...group }, props)
})

/** The transport of all videos: play, seek bar, time, views and full screen. Children come before full screen. */
export const VideoCompareControls = /* @__PURE__ */ part(
  'div',
  'dl-player-controls dl-compare-controls',
  function VideoCompareControls({ children, ...props }) {
    const content = (
      <>
        <VideoComparePlay />
        <VideoPlayerSeekBar />
        <VideoPlayerTime />
        <VideoCompareViews />
        {children}
        <VideoPlayerFullscreen />
      </>
    )
    const render = (element: ReactElement) => <WithLeader>{element}</WithLeader>
    return mergeProps({ children: content, render }, props)
  },
)

/** Parts of VideoPlayer inside it show the time and length of the leader, and act on all videos. */
function WithLeader({ children }: { children: ReactNode }) {
  const { leader, videos } = useVideoCompare()
  const shown = leader ?? videos[0]
  return shown && <VideoPlayerContext.Provider value={shown}>{children}</VideoPlayerContext.Provider>
}

/** Explains the difference view. It renders nothing in the others. */
export const VideoCompareHint = /* @__PURE__ */ part('p', 'dl-muted dl-small', function VideoCompareHint(props) {
  const { view } = useVideoCompare()
  const t = useCompareStrings()
  return view === 'difference' ? mergeProps({ children: t('differenceHint') }, props) : null
})
