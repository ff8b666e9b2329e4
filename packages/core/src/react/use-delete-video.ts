'use client'
import type { DeleteOptions, VideoError } from '@dailies/core'
import { useCallback, useState } from 'react'
import { toVideoError } from './to-video-error'
import { useVideosRuntime } from './videos-provider'

/** Removes videos. */
export interface UseDeleteVideo {
  /** Gone from every list at once; back again, and rejected, where the server refuses. */
  remove(id: string, options?: DeleteOptions): Promise<void>
  /** Why the last removal was refused; undefined again from the next one on. */
  error: VideoError | undefined
  /** Clears the error. */
  reset(): void
}

/** Removes a video from the server and from every list. One that is gone already counts as removed. */
export function useDeleteVideo(): UseDeleteVideo {
  const store = useVideosRuntime('useDeleteVideo')
  const [error, setError] = useState<VideoError>()
  const remove = useCallback(
    async (id: string, options?: DeleteOptions) => {
      setError(undefined)
      const known = store.shelf.video(id).get()
      store.shelf.forget(id)
      try {
        await store.client.remove(id, options)
        store.feed.announce({ removed: id })
      } catch (cause) {
        const error = toVideoError(cause)
        if (error.status === 404) return
        if (known) store.shelf.hear(known)
        setError(error)
        throw error
      }
    },
    [store],
  )
  const reset = useCallback(() => setError(undefined), [])
  return { remove, error, reset }
}
