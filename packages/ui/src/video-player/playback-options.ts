import type { PropNames } from '../primitives'

/** Playback state that the user of a player may control: each by value, default and change handler. */
export interface PlaybackOptions {
  /** Whether the video plays. The browser may refuse to start a video with sound. */
  playing?: boolean | undefined
  /** Whether the video plays at first, if `playing` is not given. @default false */
  defaultPlaying?: boolean | undefined
  /** Called when the video starts or stops, or with the requested state if `playing` is given. */
  onPlayingChange?: ((playing: boolean) => void) | undefined
  /** The position in seconds. The player seeks if it changes to another than the one that was reported. */
  time?: number | undefined
  /** The position at first in seconds, if `time` is not given. @default 0 */
  defaultTime?: number | undefined
  /** Called with the position in seconds, about four times per second during playback. */
  onTimeChange?: ((time: number) => void) | undefined
  /** Whether the sound is off. */
  muted?: boolean | undefined
  /** Whether the sound is off at first, if `muted` is not given. @default false */
  defaultMuted?: boolean | undefined
  /** Called when the sound is turned on or off. */
  onMutedChange?: ((muted: boolean) => void) | undefined
  /** The speed: 1 is that of the video, 0.25 a quarter of it. */
  speed?: number | undefined
  /** The speed at first, if `speed` is not given. @default 1 */
  defaultSpeed?: number | undefined
  /** Called when another speed is selected. */
  onSpeedChange?: ((speed: number) => void) | undefined
}

export const playbackOptionNames: PropNames<PlaybackOptions> = {
  playing: true,
  defaultPlaying: true,
  onPlayingChange: true,
  time: true,
  defaultTime: true,
  onTimeChange: true,
  muted: true,
  defaultMuted: true,
  onMutedChange: true,
  speed: true,
  defaultSpeed: true,
  onSpeedChange: true,
}
