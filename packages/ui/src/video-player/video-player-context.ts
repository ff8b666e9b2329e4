import type { Video } from '@dailies/core'
import { createContext, useContext } from 'react'
import type { FilmSource } from './use-film-source'

/** What the parts of a VideoPlayer share. */
export interface VideoPlayerContextValue {
  video: Video | undefined
  source: FilmSource
  /** The native element; null until it is mounted. */
  media: HTMLVideoElement | null
  setMedia(media: HTMLVideoElement | null): void
  togglePlay(): void
  toggleMute(): void
  toggleLoop(): void
  toggleFullscreen(): void
  /** @param time in seconds */
  seek(time: number): void
}

export const VideoPlayerContext = /* @__PURE__ */ createContext<VideoPlayerContextValue | undefined>(undefined)

/** The player around a part. */
export function useVideoPlayer(part = 'useVideoPlayer'): VideoPlayerContextValue {
  const player = useContext(VideoPlayerContext)
  if (!player) {
    throw new Error(`${part} was used outside <VideoPlayerRoot>, so it has no film to play. Put it inside one.`)
  }
  return player
}
