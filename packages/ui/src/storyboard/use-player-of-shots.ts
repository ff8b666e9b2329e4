import type { VideoPlayerContextValue } from '../video-player'
import type { useStoryboardState } from './use-storyboard-state'

/**
 * The storyboard as a player: for the keys, with the time of all shots; for parts of VideoPlayer, with the element that
 * is on the screen.
 */
export function usePlayerOfShots(state: ReturnType<typeof useStoryboardState>) {
  const { media, isDisabled, isPlaying, togglePlay, seek, getTime, seconds, current } = state
  const actions = {
    isDisabled,
    togglePlay,
    seek: (time: number) => seek(Math.min(Math.max(time, 0), seconds)),
    toggleMute() {
      if (!media) return
      const isMuted = !media.muted
      // Both, so that the sound stays off after a cut.
      for (const each of media.parentElement?.querySelectorAll('video') ?? []) each.muted = isMuted
    },
    toggleLoop() {},
    setSpeed() {},
    toggleFullscreen() {
      const element = media?.closest('.dl-storyboard')
      if (document.fullscreenElement) void document.exitFullscreen()
      else element?.requestFullscreen?.().catch(() => {})
    },
  }
  const clock = {
    get currentTime() {
      return getTime()
    },
    paused: !isPlaying,
  }
  const keys = { ...actions, media: clock }
  const context: VideoPlayerContextValue = { ...actions, video: current?.video, source, media, setMedia() {} }
  return { keys, context }
}

/** The files are loaded by the sequence. */
const source: VideoPlayerContextValue['source'] = { state: 'ready', url: undefined, error: undefined, retry() {} }
