import type { Video } from '@dailies/core'
import { createContext } from 'react'
import { contextReader } from '../primitives'
import type { PlayerSource } from './use-player-source'

/** The context value of a VideoPlayer: the video, its media element, and the actions. */
export interface VideoPlayerContextValue {
  /** The video; undefined until it has loaded. */
  video: Video | undefined
  /** The media source: its URL and state. */
  source: PlayerSource
  /** The native video element; null until it is mounted. */
  media: HTMLVideoElement | null
  /** A ref callback for the video element. */
  setMedia(media: HTMLVideoElement | null): void
  /** Whether the controls and keys do nothing. */
  isDisabled: boolean
  /** Plays or pauses. */
  togglePlay(): void
  /** Mutes or unmutes. */
  toggleMute(): void
  /** Turns looping on or off. */
  toggleLoop(): void
  /** Enters or leaves full screen. */
  toggleFullscreen(): void
  /** Sets the speed. @param speed 1 is that of the video */
  setSpeed(speed: number): void
  /** Seeks to a position. @param time in seconds */
  seek(time: number): void
}

export const VideoPlayerContext = /* @__PURE__ */ createContext<VideoPlayerContextValue | undefined>(undefined)

/** Reads the context of the VideoPlayer: state, media element and actions. @throws Error outside a VideoPlayerRoot. */
export const useVideoPlayer = /* @__PURE__ */ contextReader(VideoPlayerContext, 'VideoPlayerRoot')
