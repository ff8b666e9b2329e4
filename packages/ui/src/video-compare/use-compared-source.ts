import type { Video, VideoError } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import { useState } from 'react'
import { useOnError } from '../failure'
import type { PlayerSource } from '../video-player'
import { usePlayerSource } from '../playback'

/** One of the compared videos: its job, its file and its media element. */
export interface ComparedSource {
  video: Video | undefined
  source: PlayerSource
  media: HTMLVideoElement | null
  setMedia(media: HTMLVideoElement | null): void
}

/** Loads one of the videos, if there is one at this place. */
export function useComparedSource(
  id: string | undefined,
  onError: ((error: VideoError) => void) | undefined,
): ComparedSource {
  const { video, error, refresh } = useVideo(id)
  const [media, setMedia] = useState<HTMLVideoElement | null>(null)
  const source = usePlayerSource(media, { video, refresh })
  useOnError(error, onError)
  useOnError(source.error, onError)
  return { video, source, media, setMedia }
}
