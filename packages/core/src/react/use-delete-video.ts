'use client'
import type { DeleteOptions, VideoError } from '@dailies/core'
import { useCallback, useState } from 'react'
import { toVideoError } from './to-video-error'
import { useVideosRuntime } from './videos-provider'

/** Deletes videos. */
export interface UseDeleteVideo {
  /** Gone from every list at once; back again, and rejected, where the server refuses. */
  deleteVideo(id: string, options?: DeleteOptions): Promise<void>
  /** Why the last deletion was refused; undefined again from the next one on. */
  error: VideoError | undefined
  /** Clears the error. */
  reset(): void
}

/** Deletes a video from the server and from every list. One that is gone already counts as deleted. */
export function useDeleteVideo(): UseDeleteVideo {
  const store = useVideosRuntime('useDeleteVideo')
  const [error, setError] = useState<VideoError>()
  const deleteVideo = useCallback(
    async (id: string, options?: DeleteOptions) => {
      setError(undefined)
      const known = store.store.video(id).get()
      store.store.delete(id)
      try {
        await store.client.delete(id, options)
        store.feed.broadcast({ deleted: id })
      } catch (cause) {
        const error = toVideoError(cause)
        if (error.status === 404) return
        if (known) store.store.apply(known)
        setError(error)
        throw error
      }
    },
    [store],
  )
  const reset = useCallback(() => setError(undefined), [])
  return { deleteVideo, error, reset }
}
