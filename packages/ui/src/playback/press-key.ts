import type { KeyboardEvent } from 'react'
import type { VideoPlayerContextValue } from './video-player-context'

/** The keyboard shortcuts of a player while the focus is inside, see VideoPlayerRoot. */
export function pressKey(player: VideoPlayerContextValue, event: KeyboardEvent<HTMLElement>): void {
  // The seek bar has already handled its own keys.
  const isHandled = player.isDisabled || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
  const action = isHandled ? undefined : keys[event.key]
  const isButtonPress = event.key === ' ' && event.target instanceof HTMLButtonElement
  if (!action || isButtonPress) return
  event.preventDefault()
  action(player, getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1)
}

const playPause = (player: VideoPlayerContextValue) => player.togglePlay()
// In the direction of the seek bar: mirrored from right to left.
const moveBy =
  (seconds: number) =>
  (player: VideoPlayerContextValue, direction = 1) =>
    player.seek((player.media?.currentTime ?? 0) + direction * seconds)

// Most video services generate 24 frames per second.
const frameRate = 24
const frameBy = (frames: number) => (player: VideoPlayerContextValue) =>
  player.media?.paused && moveBy(frames / frameRate)(player)

const keys: Record<string, (player: VideoPlayerContextValue, direction: number) => unknown> = {
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
