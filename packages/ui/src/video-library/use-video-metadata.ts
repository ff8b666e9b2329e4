import type { MetadataUpdate, Video } from '@dailies/core'
import { useCapabilities, useUpdateVideo } from '@dailies/core/react'
import { isFavorite } from './library-query'
import { useLibrary } from './video-library-context'

/** What the user can change of a video: shown at once, and taken back with an error if it fails. */
export interface VideoMetadataActions {
  /** Marks the video as a favorite, or no longer. */
  toggleFavorite(): void
  /** Gives it a title; an empty one removes it. */
  setTitle(title: string): void
}

/** The changes that a video offers; undefined where the server has no metadata. */
export function useVideoMetadata(video: Video | undefined): VideoMetadataActions | undefined {
  const { capabilities } = useCapabilities()
  const { setFailedAction } = useLibrary()
  const id = video?.id ?? ''
  const { trigger } = useUpdateVideo({
    onError: (error) => setFailedAction({ action: 'update', id, error }),
  })
  if (!video || capabilities?.metadata !== true) return undefined
  const update = (metadata: MetadataUpdate) => void trigger(id, { metadata })
  return {
    toggleFavorite: () => update({ 'dailies.favorite': isFavorite(video) ? null : 'true' }),
    setTitle: (title) => update({ 'dailies.title': title === '' ? null : title }),
  }
}
