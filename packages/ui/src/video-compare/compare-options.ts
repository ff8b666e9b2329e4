import type { Video, VideoError } from '@dailies/core'
import type { PropNames } from '../primitives'
import type { CompareView } from './compare-views'

/** State of a comparison that the user of it may control, and its callbacks. */
export interface CompareOptions {
  /** The ids of two to four videos. Further ones are not shown. */
  ids: readonly string[]
  /** How the videos are shown. A view that they do not allow is `side-by-side`. */
  view?: CompareView | undefined
  /** How they are shown at first, if `view` is not given. @default 'side-by-side' */
  defaultView?: CompareView | undefined
  /** Called when another view is selected. */
  onViewChange?: ((view: CompareView) => void) | undefined
  /** Whether they play. */
  playing?: boolean | undefined
  /**
   * Whether they play at first, if `playing` is not given.
   *
   * @default true, but false if the system asks for reduced motion or less data
   */
  defaultPlaying?: boolean | undefined
  /** Called when they start or stop. */
  onPlayingChange?: ((playing: boolean) => void) | undefined
  /** The position in seconds. They seek if it changes to another than one that was reported. */
  time?: number | undefined
  /** The position at first in seconds, if `time` is not given. @default 0 */
  defaultTime?: number | undefined
  /** Called with the position in seconds, about four times per second during playback. */
  onTimeChange?: ((time: number) => void) | undefined
  /** Called with the video that the user wants to keep. Without it there is no button for that. */
  onKeep?: ((video: Video) => void) | undefined
  /** Whether the controls and keys do nothing. @default false */
  disabled?: boolean | undefined
  /** Called if a request failed: of a video, or of its file. */
  onError?: ((error: VideoError) => void) | undefined
}

export const compareOptionNames: PropNames<CompareOptions> = {
  ids: true,
  view: true,
  defaultView: true,
  onViewChange: true,
  playing: true,
  defaultPlaying: true,
  onPlayingChange: true,
  time: true,
  defaultTime: true,
  onTimeChange: true,
  onKeep: true,
  disabled: true,
  onError: true,
}
