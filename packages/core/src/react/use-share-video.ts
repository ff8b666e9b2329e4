'use client'
import type { CallOptions, DeletedShare, NewShare, ShareList, ShareVideo } from '@dailies/core'
import { useCallback } from 'react'
import type { MutationOptions, MutationResult, MutationState } from './use-mutation'
import { useMutation } from './use-mutation'
import { useVideosRuntime } from './videos-provider'

/** Result of `useShareVideo`: the mutation that creates shares, its state, and what else can be done with shares. */
export interface UseShareVideo<ThrowOnError extends boolean = false> extends MutationState<NewShare> {
  /**
   * Creates a link that shows a completed video to whoever has it. A double click creates one. On an error the promise
   * resolves to undefined, or rejects with the VideoError if `throwOnError` is set.
   */
  trigger(id: string, request?: ShareVideo, options?: CallOptions): Promise<MutationResult<NewShare, ThrowOnError>>
  /** The shares of a video that have not expired. @throws VideoError */
  list(id: string, options?: CallOptions): Promise<ShareList>
  /** Ends a share at once. @throws VideoError */
  deleteShare(id: string, shareId: string, options?: CallOptions): Promise<DeletedShare>
}

/** Mutation hook that shares videos. Offer it only where `capabilities.sharing` is true. */
export function useShareVideo<ThrowOnError extends boolean = false>(
  options: MutationOptions<NewShare, ThrowOnError> = {},
): UseShareVideo<ThrowOnError> {
  const runtime = useVideosRuntime('useShareVideo')
  const { client } = runtime
  const { run, ...state } = useMutation(runtime, options)
  const trigger = useCallback(
    (id: string, request?: ShareVideo, callOptions?: CallOptions) =>
      run(`${id} ${JSON.stringify(request)}`, () => client.share(id, request, callOptions)),
    [client, run],
  )
  return { ...state, trigger, list: client.listShares, deleteShare: client.deleteShare }
}
