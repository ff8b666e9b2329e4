'use client'
import type { CallOptions, UpdateVideo, Video } from '@dailies/core'
import { useCallback } from 'react'
import type { MutationOptions, MutationResult, MutationState } from './use-mutation'
import { createMetadataUpdates } from './metadata-updates'
import { useMutation } from './use-mutation'
import { useVideosRuntime } from './videos-provider'

/** Result of `useUpdateVideo`: the mutation that changes videos, and its state. */
export interface UseUpdateVideo<ThrowOnError extends boolean = false> extends MutationState<Video> {
  /**
   * Changes the metadata of a video, such as its title (`dailies.title`), and resolves with the video. The change is shown
   * at once, and taken back if it fails. Changes of one video are sent one after the other. On an error the promise resolves to undefined, or rejects with the VideoError if `throwOnError` is set.
   */
  trigger(id: string, request: UpdateVideo, options?: CallOptions): Promise<MutationResult<Video, ThrowOnError>>
}

/**
 * Mutation hook that changes the metadata of videos. Offer it only where `capabilities.metadata` is true: other servers of the
 * Videos API have no metadata.
 */
export function useUpdateVideo<ThrowOnError extends boolean = false>(
  options: MutationOptions<Video, ThrowOnError> = {},
): UseUpdateVideo<ThrowOnError> {
  const runtime = useVideosRuntime('useUpdateVideo')
  const { run, ...state } = useMutation(runtime, options)
  const trigger = useCallback(
    (id: string, request: UpdateVideo, callOptions?: CallOptions) =>
      // Two different changes of one video are two requests.
      run(`${id} ${JSON.stringify(request)}`, () =>
        runtime
          .getOrCreate(createMetadataUpdates)
          .run(id, request.metadata, () => runtime.client.update(id, request, callOptions)),
      ),
    [runtime, run],
  )
  return { ...state, trigger }
}
