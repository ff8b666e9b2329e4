import { createContext } from 'react'
import { contextReader } from '../primitives'
import type { VideoPlayerContextValue } from '../video-player'
import type { CompareView } from './compare-views'

/** One of the compared videos, as a player whose actions act on all of them. */
export interface ComparedVideo extends VideoPlayerContextValue {
  /** The video's id. */
  id: string
  /** Its letter: `A` to `D`. */
  letter: string
}

/** State and actions shared by the parts of a VideoCompare. */
export interface VideoCompareState {
  /** The videos, in the order of `ids`. */
  videos: readonly ComparedVideo[]
  /** The video whose time and length the controls show: the longest that can be played. */
  leader: ComparedVideo | undefined
  /** The views that the videos allow. */
  views: readonly CompareView[]
  /** How they are shown. */
  view: CompareView
  /** Shows them in another view. */
  setView(view: CompareView): void
  /** Whether they play, or would if all had loaded. */
  isPlaying: boolean
  /** Whether they wait for one that is loading. */
  isWaiting: boolean
  /** Plays or pauses all of them. */
  togglePlay(): void
  /** Seeks all of them. @param time in seconds */
  seek(time: number): void
  /** Reports the video that the user wants to keep; undefined if the page does not offer that. */
  keep: ((id: string) => void) | undefined
  /** Whether the controls and keys do nothing. */
  isDisabled: boolean
}

export const VideoCompareContext = /* @__PURE__ */ createContext<VideoCompareState | undefined>(undefined)

/**
 * Hook that returns the state of the surrounding VideoCompare, for custom parts.
 *
 * @throws Error outside a VideoCompareRoot
 */
export const useVideoCompare = /* @__PURE__ */ contextReader(VideoCompareContext, 'VideoCompareRoot')

export const ComparedVideoContext = /* @__PURE__ */ createContext<ComparedVideo | undefined>(undefined)

/**
 * Hook that returns one of the compared videos, for custom parts in {@link VideoCompareFrames}.
 *
 * @throws Error outside VideoCompareFrames
 */
export const useComparedVideo = /* @__PURE__ */ contextReader(ComparedVideoContext, 'VideoCompareFrames')
