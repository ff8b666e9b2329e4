import type { Video } from '@dailies/core'
import { createContext } from 'react'
import { contextReader } from '../primitives'
import type { SourceVideo } from './use-player-source'

/** What the parts of a VideoPlayer share. */
export interface VideoPlayerContextValue {
  /** Undefined until something has been heard of it. */
  video: Video | undefined
  /** Where the film comes from, and what becomes of it. */
  source: SourceVideo
  /** The native element; null until it is mounted. */
  media: HTMLVideoElement | null
  /** For the element that plays. */
  setMedia(media: HTMLVideoElement | null): void
  /** Plays or pauses. */
  togglePlay(): void
  /** Turns the sound off or on. */
  toggleMute(): void
  /** Begins again at the end, or no longer. */
  toggleLoop(): void
  /** Fills the screen, or no longer. */
  toggleFullscreen(): void
  /** Goes to a moment of the film. @param time in seconds */
  seek(time: number): void
}

export const VideoPlayerContext = /* @__PURE__ */ createContext<VideoPlayerContextValue | undefined>(undefined)

/** The player around a part. @throws Error outside a VideoPlayerRoot. */
export const useVideoPlayer = /* @__PURE__ */ contextReader(VideoPlayerContext, 'VideoPlayerRoot')
