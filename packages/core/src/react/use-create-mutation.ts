'use client'
import type { CreateOptions, Video, VideoError } from '@dailies/core'
import { useCallback, useRef, useState } from 'react'
import { toVideoError } from './to-video-error'
import { createPendingCreates, intentOf } from './pending-creates'
import { useVideosRuntime } from './videos-provider'

/** The state of a submission. */
export interface MutationState {
  /** Sent, and not answered yet. */
  isSubmitting: boolean
  /** Why the last one made no job; undefined again from the next one on. */
  error: VideoError | undefined
  /** Clears the error. */
  reset(): void
}

/** A verb that makes a job. */
export type Submit = (request: object, call: (options: CreateOptions) => Promise<Video>) => Promise<Video>

interface UnderWay {
  fields: readonly unknown[]
  answer: Promise<Video>
}

/**
 * Submits once per intent: pressed again while under way it is the same submission, and one that was never answered is sent again
 * under the same key, also after a reload.
 */
export function useCreateMutation(hook: string, verb: string): MutationState & { submit: Submit } {
  const store = useVideosRuntime(hook)
  const underWay = useRef<UnderWay>(undefined)
  const [state, setState] = useState<Pick<MutationState, 'isSubmitting' | 'error'>>(idle)

  const submit = useCallback<Submit>(
    (request, call) => {
      const fields = Object.entries(request).flat()
      const current = underWay.current
      if (current && isSame(current.fields, fields)) return current.answer
      const send = async (): Promise<Video> => {
        setState({ isSubmitting: true, error: undefined })
        const { store: shelf, feed } = store
        const unanswered = store.part(createPendingCreates)
        const intent = await intentOf(verb, request)
        try {
          const video = await call({ idempotencyKey: await unanswered.keyOf(intent) })
          unanswered.clear(intent)
          shelf.apply(video)
          feed.broadcast({ video })
          setState(idle)
          return video
        } catch (cause) {
          const error = toVideoError(cause)
          if (isAnswer(error)) unanswered.clear(intent)
          setState({ isSubmitting: false, error })
          throw error
        }
      }
      const started: UnderWay = { fields, answer: send() }
      const end = (): void => {
        if (underWay.current === started) underWay.current = undefined
      }
      underWay.current = started
      started.answer.then(end, end)
      return started.answer
    },
    [store, verb],
  )
  const reset = useCallback(() => setState((now) => ({ ...now, error: undefined })), [])
  return { ...state, submit, reset }
}

const idle = { isSubmitting: false, error: undefined }

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, index) => Object.is(value, other[index]))

/** The server has said no, so nothing was made; any other failure may have made a job whose answer was lost. */
const isAnswer = ({ status }: VideoError): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429
