'use client'
import type { Video } from '@dailies/core'
import { useCallback } from 'react'
import type { MutationOptions, MutationResult, MutationState } from './use-mutation'
import { useMutation } from './use-mutation'
import { useVideosRuntime } from './videos-provider'

/** Result of `useCancelVideo`: the mutation that cancels running jobs, and its state. */
export interface UseCancelVideo<ThrowOnError extends boolean = false> extends MutationState<Video> {
  /**
   * Asks the server to cancel a running job, and resolves with the video, whose `assets.cancel_requested` is set until
   * the provider confirms the end; then it is failed with the code `cancelled`. After an error it resolves to undefined,
   * or rejects with the VideoError if `throwOnError` is set: `unsupported` if its model cannot be cancelled.
   */
  trigger(id: string): Promise<MutationResult<Video, ThrowOnError>>
}

/**
 * Mutation hook that cancels a running job and keeps the video. `operationsOf(capabilities, video.model)` says whether
 * its model can be cancelled. `useDeleteVideo` removes the video as well.
 */
export function useCancelVideo<ThrowOnError extends boolean = false>(
  options: MutationOptions<Video, ThrowOnError> = {},
): UseCancelVideo<ThrowOnError> {
  const runtime = useVideosRuntime('useCancelVideo')
  const { run, ...state } = useMutation(runtime, options)
  const trigger = useCallback(
    (id: string) =>
      run(id, async () => {
        const video = await runtime.client.cancel(id)
        runtime.store.publish({ video })
        return video
      }),
    [runtime, run],
  )
  return { ...state, trigger }
}
