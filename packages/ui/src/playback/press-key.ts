import type { KeyboardEvent } from 'react'
import type { VideoPlayerContextValue } from './video-player-context'

/** What the keyboard shortcuts act on: a player, or several videos that play as one. */
export interface KeyTarget extends Pick<
  VideoPlayerContextValue,
  'isDisabled' | 'togglePlay' | 'toggleMute' | 'toggleLoop' | 'toggleFullscreen' | 'seek'
> {
  media: Pick<HTMLVideoElement, 'currentTime' | 'paused'> | null
}

/** The keyboard shortcuts of a player while the focus is inside, see VideoPlayerRoot. */
export function pressKey(player: KeyTarget, event: KeyboardEvent<HTMLElement>): void {
  // The seek bar has already handled its own keys.
  const isHandled = player.isDisabled || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
  const action = isHandled ? undefined : keys[event.key]
  const isButtonPress = event.key === ' ' && event.target instanceof HTMLButtonElement
  if (!action || isButtonPress) return
  event.preventDefault()
  action(player, getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1)
}

const playPause = (player: KeyTarget) => player.togglePlay()
// In the direction of the seek bar: mirrored from right to left.
const moveBy =
  (seconds: number) =>
  (player: KeyTarget, direction = 1) =>
    player.seek((player.media?.currentTime ?? 0) + direction * seconds)

// Most video services generate 24 frames per second.
const frameRate = 24
const frameBy = (frames: number) => (player: KeyTarget) => player.media?.paused && moveBy(frames / frameRate)(player)

const keys: Record<string, (player: KeyTarget, direction: number) => unknown> = {
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
