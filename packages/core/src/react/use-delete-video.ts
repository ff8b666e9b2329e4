'use client'
import type { DeleteOptions, DeletedVideo } from '@dailies/core'
import { toVideoError } from '@dailies/core/internal'
import { useCallback } from 'react'
import type { MutationOptions, MutationResult, MutationState } from './use-mutation'
import { useMutation } from './use-mutation'
import { useVideosRuntime } from './videos-provider'

/** Result of `useDeleteVideo`: the mutation that deletes videos, and its state. */
export interface UseDeleteVideo<ThrowOnError extends boolean = false> extends MutationState<DeletedVideo> {
  /**
   * Deletes the video from every list immediately, then on the server. If the server fails or rejects the request, the
   * video is restored, and the promise resolves to undefined, or rejects with the VideoError if `throwOnError` is set.
   */
  trigger(id: string, options?: DeleteOptions): Promise<MutationResult<DeletedVideo, ThrowOnError>>
}

/**
 * Mutation hook with an optimistic delete: deletes a video from every list and from the server, and rolls back on an
 * error. A video that the server does not find (404) counts as deleted. `useUndoableDelete` adds undo.
 */
export function useDeleteVideo<ThrowOnError extends boolean = false>(
  options: MutationOptions<DeletedVideo, ThrowOnError> = {},
): UseDeleteVideo<ThrowOnError> {
  const runtime = useVideosRuntime('useDeleteVideo')
  const { run, ...state } = useMutation(runtime, options)
  const trigger = useCallback(
    (id: string, deleteOptions?: DeleteOptions) =>
      run(id, async () => {
        const { client, store } = runtime
        const restore = store.delete(id)
        try {
          await client.delete(id, deleteOptions)
        } catch (cause) {
          const error = toVideoError(cause)
          if (error.status !== 404) {
            restore()
            throw error
          }
        }
        store.publish({ deleted: id })
        return { id, object: 'video.deleted', deleted: true } as const
      }),
    [runtime, run],
  )
  return { ...state, trigger }
}
