import { useVideo } from '@dailies/core/react'
import { forwardRef, useMemo, useState, type ComponentPropsWithoutRef, type KeyboardEvent } from 'react'
import { mergeProps, part, type AsChild } from '../primitives'
import { usePlayerStrings } from '../strings/texts'
import { mediaActions } from './media-actions'
import { usePlayerSource } from './use-player-source'
import { VideoPlayerContext, useVideoPlayer, type VideoPlayerContextValue } from './video-player-context'

/** Props of {@link VideoPlayerRoot}. */
export interface VideoPlayerRootProps extends AsChild, Omit<ComponentPropsWithoutRef<'div'>, 'id' | 'role'> {
  /** The video's id. */
  id: string
}

/**
 * Follows one video, plays it, and gives it to its parts. `data-state` is that of the film: `waiting`, `ready`, `failed`, `expired`,
 * `unplayable` or `refused`. Keys, wherever the focus is inside: space or K plays and pauses, arrows move by a second as the seek bar runs, comma and full
 * stop by a frame while it is paused, M is sound, L repeats, F fills the screen.
 */
export const VideoPlayerRoot = /* @__PURE__ */ forwardRef<HTMLDivElement, VideoPlayerRootProps>(
  function VideoPlayerRoot({ id, ...props }, ref) {
    const { video, refresh } = useVideo(id)
    const [media, setMedia] = useState<HTMLVideoElement | null>(null)
    const source = usePlayerSource(media, { video, refresh })
    const player = useMemo(() => ({ video, source, media, setMedia, ...mediaActions(media) }), [video, source, media])
    return (
      <VideoPlayerContext.Provider value={player}>
        <Group {...props} ref={ref} />
      </VideoPlayerContext.Provider>
    )
  },
)

const Group = /* @__PURE__ */ part('div', 'dl dl-player', function VideoPlayerGroup(props) {
  const player = useVideoPlayer()
  const { video, source } = player
  const text = usePlayerStrings()
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // A slider within has taken its own keys.
    const isTaken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
    const action = isTaken ? undefined : keys[event.key]
    const isPressing = event.key === ' ' && event.target instanceof HTMLButtonElement
    if (!action || isPressing) return
    event.preventDefault()
    action(player, getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1)
  }
  const ours = { 'aria-label': video?.prompt ?? text('label'), onKeyDown }
  return { ...mergeProps(ours, props), role: 'group', 'data-state': source.state }
})

const playPause = (player: VideoPlayerContextValue) => player.togglePlay()
// Sideways as the seek bar runs.
const moveBy =
  (seconds: number) =>
  (player: VideoPlayerContextValue, way = 1) =>
    player.seek((player.media?.currentTime ?? 0) + way * seconds)

// Most films of video services have 24 frames a second.
const frameRate = 24
const frameBy = (frames: number) => (player: VideoPlayerContextValue) =>
  player.media?.paused && moveBy(frames / frameRate)(player)

const keys: Record<string, (player: VideoPlayerContextValue, way: number) => unknown> = {
  ' ': playPause,
  k: playPause,
  m: (player) => player.toggleMute(),
  l: (player) => player.toggleLoop(),
  f: (player) => player.toggleFullscreen(),
  ArrowRight: /* @__PURE__ */ moveBy(1),
  ArrowLeft: /* @__PURE__ */ moveBy(-1),
  '.': /* @__PURE__ */ frameBy(1),
  ',': /* @__PURE__ */ frameBy(-1),
}
