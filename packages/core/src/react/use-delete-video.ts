'use client'
import { toVideoError } from '@dailies/core'
import type { DeleteOptions, VideoError } from '@dailies/core'
import { useCallback, useState } from 'react'
import { useVideosRuntime } from './videos-provider'

/** Result of `useDeleteVideo`: the mutation that deletes videos, and its error. */
export interface UseDeleteVideo {
  /**
   * Deletes the video from every list immediately, then on the server. If the server fails or rejects the request, the
   * video is restored and the promise rejects with a VideoError.
   */
  deleteVideo(id: string, options?: DeleteOptions): Promise<void>
  /** Error of the last deletion; undefined again when the next deletion starts. */
  error: VideoError | undefined
  /** Clears the error. */
  reset(): void
}

/**
 * Mutation hook with an optimistic delete: deletes a video from every list and from the server, and rolls back on an
 * error. A video that the server does not find (404) counts as deleted. `useUndoableDelete` adds undo.
 */
export function useDeleteVideo(): UseDeleteVideo {
  const runtime = useVideosRuntime('useDeleteVideo')
  const [error, setError] = useState<VideoError>()
  const deleteVideo = useCallback(
    async (id: string, options?: DeleteOptions) => {
      setError(undefined)
      const restore = runtime.store.delete(id)
      try {
        await runtime.client.delete(id, options)
        runtime.store.publish({ deleted: id })
      } catch (cause) {
        const error = toVideoError(cause)
        if (error.status === 404) return
        restore()
        setError(error)
        throw error
      }
    },
    [runtime],
  )
  const reset = useCallback(() => setError(undefined), [])
  return { deleteVideo, error, reset }
}
