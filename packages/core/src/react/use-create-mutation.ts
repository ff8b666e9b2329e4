'use client'
import { toVideoError } from '@dailies/core'
import type { CreateOptions, Video, VideoError } from '@dailies/core'
import { useCallback, useRef, useState } from 'react'
import { createPendingCreates, fingerprintOf } from './pending-creates'
import { useVideosRuntime } from './videos-provider'

/** State of a mutation that creates a job: loading state, error and reset. */
export interface MutationState {
  /** The request was sent and has no response yet. */
  isSubmitting: boolean
  /** Error of the last request; undefined again when the next request starts. */
  error: VideoError | undefined
  /** Clears the error. */
  reset(): void
}

/** Sends a request that creates a job, with an idempotency key. */
export type SubmitFn = (request: object, send: (options: CreateOptions) => Promise<Video>) => Promise<Video>

interface RequestInFlight {
  fields: readonly unknown[]
  response: Promise<Video>
}

/**
 * Mutation with deduplication and an idempotency key: equal requests in flight share one promise, and a request without
 * a response is retried with the same key, also after a reload.
 */
export function useCreateMutation(hookName: string, operation: string): MutationState & { submit: SubmitFn } {
  const runtime = useVideosRuntime(hookName)
  const inFlight = useRef<RequestInFlight>(undefined)
  const [state, setState] = useState<Pick<MutationState, 'isSubmitting' | 'error'>>(idle)

  const submit = useCallback<SubmitFn>(
    (request, send) => {
      const fields = Object.entries(request).flat()
      const current = inFlight.current
      if (current && isSame(current.fields, fields)) return current.response
      const sendRequest = async (): Promise<Video> => {
        setState({ isSubmitting: true, error: undefined })
        // Each provider has one instance: `getOrCreate` uses the factory as its key.
        const pendingCreates = runtime.getOrCreate(createPendingCreates)
        const fingerprint = await fingerprintOf(operation, request)
        try {
          const video = await send({ idempotencyKey: await pendingCreates.getOrCreateKey(fingerprint) })
          pendingCreates.clear(fingerprint)
          runtime.store.publish({ video })
          setState(idle)
          return video
        } catch (cause) {
          const error = toVideoError(cause)
          if (isDefiniteRejection(error)) pendingCreates.clear(fingerprint)
          setState({ isSubmitting: false, error })
          throw error
        }
      }
      const started: RequestInFlight = { fields, response: sendRequest() }
      const end = (): void => {
        if (inFlight.current === started) inFlight.current = undefined
      }
      inFlight.current = started
      started.response.then(end, end)
      return started.response
    },
    [runtime, operation],
  )
  const reset = useCallback(() => setState((current) => ({ ...current, error: undefined })), [])
  return { ...state, submit, reset }
}

const idle = { isSubmitting: false, error: undefined }

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, index) => Object.is(value, b[index]))

/**
 * The server rejected the request, so it created no job. After any other failure a job may exist whose response was
 * lost.
 */
const isDefiniteRejection = ({ status }: VideoError): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429
