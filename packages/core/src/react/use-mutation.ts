'use client'
import type { VideoError } from '@dailies/core'
import { toVideoError } from '@dailies/core/internal'
import { useCallback, useInsertionEffect, useRef, useState } from 'react'
import { callPage } from './call-page'

/** Options of a mutation hook, named as in `useSWRMutation`. Only the default of `throwOnError` differs. */
export interface MutationOptions<Data, ThrowOnError extends boolean = boolean> {
  /** Called with each result, also if the component has unmounted by then. */
  onSuccess?: ((data: Data) => void) | undefined
  /** Called with each error, also if the component has unmounted by then. */
  onError?: ((error: VideoError) => void) | undefined
  /** Whether `trigger` rejects with the error. Otherwise it resolves to undefined. @default false */
  throwOnError?: ThrowOnError | undefined
}

/** State of a mutation, named as in `useSWRMutation`. */
export interface MutationState<Data> {
  /** A request was sent and has no response yet. */
  isMutating: boolean
  /** The last result; undefined before the first one, and after `reset`. */
  data: Data | undefined
  /** The last error; undefined again when the next request starts, and after `reset`. */
  error: VideoError | undefined
  /** Resets the state. A request under way continues; its result is reported by its promise and the callbacks only. */
  reset(): void
}

/** What a mutation resolves to: undefined after an error, unless the mutation throws. */
export type MutationResult<Data, ThrowOnError extends boolean> = ThrowOnError extends true ? Data : Data | undefined

/** Runs one request. Calls with the same key while it is under way share it, its result and its callbacks. */
export type RunMutation<Data, ThrowOnError extends boolean> = (
  key: string,
  send: () => Promise<Data>,
) => Promise<MutationResult<Data, ThrowOnError>>

interface Requests<Data> {
  scope: object
  /** Number of requests under way. */
  pending: number
  data: Data | undefined
  error: VideoError | undefined
}

/**
 * The state of a mutation whose requests may run side by side.
 *
 * @param scope what the requests belong to, such as the viewer's runtime; the state of another scope is not shown
 */
export function useMutation<Data, ThrowOnError extends boolean>(
  scope: object,
  options: MutationOptions<Data, ThrowOnError>,
): MutationState<Data> & { run: RunMutation<Data, ThrowOnError> } {
  const idle: Requests<Data> = { scope, pending: 0, data: undefined, error: undefined }
  const [requests, setRequests] = useState(idle)
  const { pending, data, error } = requests.scope === scope ? requests : idle
  const latest = useRef(options)
  const underWay = useRef(new Map<string, Promise<MutationResult<Data, ThrowOnError>>>())
  const resets = useRef(0)
  useInsertionEffect(() => {
    latest.current = options
  }, [options])

  const run = useCallback<RunMutation<Data, ThrowOnError>>(
    (key, send) => {
      const shared = underWay.current.get(key)
      if (shared) return shared
      const startedAt = resets.current
      const finish = (outcome: { data: Data } | { error: VideoError }): void =>
        setRequests((current) =>
          // After a reset, or for another viewer, the outcome is reported by the promise and the callbacks only. The error
          // of a request that ran side by side stays until the next one starts.
          startedAt === resets.current && current.scope === scope
            ? { ...current, pending: current.pending - 1, ...outcome }
            : current,
        )
      const sendRequest = async (): Promise<Data | undefined> => {
        setRequests((current) => ({
          scope,
          pending: current.scope === scope ? current.pending + 1 : 1,
          data: current.scope === scope ? current.data : undefined,
          error: undefined,
        }))
        try {
          const data = await send().finally(() => underWay.current.delete(key))
          finish({ data })
          callPage(() => latest.current.onSuccess?.(data))
          return data
        } catch (cause) {
          const error = toVideoError(cause)
          finish({ error })
          callPage(() => latest.current.onError?.(error))
          if (latest.current.throwOnError) throw error
          return undefined
        }
      }
      // `throwOnError` decides whether undefined is possible, in the type and at run time.
      const result = sendRequest() as Promise<MutationResult<Data, ThrowOnError>>
      underWay.current.set(key, result)
      return result
    },
    [scope],
  )
  const reset = useCallback(() => {
    resets.current += 1
    setRequests({ scope, pending: 0, data: undefined, error: undefined })
  }, [scope])
  return { isMutating: pending > 0, data, error, reset, run }
}
