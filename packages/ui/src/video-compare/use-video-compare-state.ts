import { useControllable } from '../primitives'
import { useSyncedPlayback } from '../synced-playback'
import { listed } from '../strings/listed'
import { useCompareStrings } from '../strings/texts'
import type { CompareOptions } from './compare-options'
import { viewsOf } from './compare-views'
import { useComparePlaying } from './use-compare-playing'
import { useCompareTime } from './use-compare-time'
import { useComparedSource, type ComparedSource } from './use-compared-source'
import type { ComparedVideo, VideoCompareState } from './video-compare-context'

/** The state of a comparison: its videos, which play as one, and its view. */
export function useVideoCompareState(options: CompareOptions): VideoCompareState {
  const { ids, disabled: isDisabled = false, onError, onKeep } = options
  const sources = [
    useComparedSource(ids[0], onError),
    useComparedSource(ids[1], onError),
    useComparedSource(ids[2], onError),
    useComparedSource(ids[3], onError),
  ].slice(0, ids.length)
  const [isPlaying, setPlaying] = useComparePlaying(options)
  const { playback, leader, isWaiting } = useSyncedPlayback(
    sources.map(({ media }) => media),
    { isPlaying, onStopped: () => setPlaying(false) },
  )
  useCompareTime({ playback, leader }, options)
  const [view, setView] = useControllable('view', {
    value: options.view,
    defaultValue: options.defaultView ?? 'side-by-side',
    onChange: options.onViewChange,
  })
  const letters = listed(useCompareStrings()('letters'))

  const togglePlay = () => isDisabled || setPlaying((current) => !current)
  const seek = (time: number) => {
    if (!leader) return
    const position = Math.min(Math.max(time, 0), leader.duration)
    if (options.time === undefined) playback.seek(position)
    else options.onTimeChange?.(position)
  }
  const videos = sources.map((source, index): ComparedVideo => ({
    ...source,
    ...actionsOf(source, sources),
    id: ids[index] ?? '',
    letter: letters[index] ?? '',
    isDisabled,
    togglePlay,
    seek,
  }))
  const views = viewsOf(sources.map(({ video }) => video?.size ?? ''))
  return {
    videos,
    leader: videos.find(({ media }) => media && media === leader),
    views,
    view: views.includes(view) ? view : 'side-by-side',
    setView,
    isPlaying,
    isWaiting,
    togglePlay,
    seek,
    keep:
      onKeep &&
      ((id) => {
        const { video } = videos.find((each) => each.id === id) ?? {}
        if (video && !isDisabled) onKeep(video)
      }),
    isDisabled,
  }
}

/** What differs from the actions of a single player: only one video has its sound on, and they always repeat. */
const actionsOf = ({ media }: ComparedSource, all: readonly ComparedSource[]) => ({
  toggleMute() {
    if (!media) return
    const isMuted = !media.muted
    for (const other of all) if (other.media) other.media.muted = other.media !== media || isMuted
  },
  toggleLoop() {},
  // They are kept in step by their speed.
  setSpeed() {},
  toggleFullscreen() {
    const element = media?.closest('.dl-compare')
    if (document.fullscreenElement) void document.exitFullscreen()
    else element?.requestFullscreen?.().catch(() => {})
  },
})
