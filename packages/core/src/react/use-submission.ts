'use client'
import { createIdempotencyKey } from '@dailies/core'
import type { SubmitOptions, Video, VideoError } from '@dailies/core'
import { useCallback, useRef, useState } from 'react'
import { toVideoError } from './to-video-error'
import { useVideoStore } from './videos-provider'

/** The state of a submission. */
export interface Submission {
  isSubmitting: boolean
  /** Why the last one made no job; undefined again from the next one on. */
  error: VideoError | undefined
  /** Clears the error. */
  reset(): void
}

interface Unanswered {
  intent: string
  key: string
  answer: Promise<Video> | undefined
}

/**
 * Submits once per intent: the same request while one is under way is the same submission, and one that was never answered is
 * sent again under the same key.
 */
export function useSubmission(
  hook: string,
): Submission & { submit(intent: string, call: (options: SubmitOptions) => Promise<Video>): Promise<Video> } {
  const store = useVideoStore(hook)
  const unanswered = useRef<Unanswered>(undefined)
  const [state, setState] = useState<{ isSubmitting: boolean; error: VideoError | undefined }>(idle)

  const submit = useCallback(
    (intent: string, call: (options: SubmitOptions) => Promise<Video>): Promise<Video> => {
      const last = unanswered.current?.intent === intent ? unanswered.current : undefined
      if (last?.answer) return last.answer
      const submission: Unanswered = { intent, key: last?.key ?? createIdempotencyKey(), answer: undefined }
      unanswered.current = submission
      const answer = (async () => {
        setState({ isSubmitting: true, error: undefined })
        try {
          const video = await call({ idempotencyKey: submission.key })
          if (unanswered.current === submission) unanswered.current = undefined
          store.shelf.hear(video)
          setState(idle)
          return video
        } catch (cause) {
          const error = toVideoError(cause)
          submission.answer = undefined
          if (!error.retryable && unanswered.current === submission) unanswered.current = undefined
          setState({ isSubmitting: false, error })
          throw error
        }
      })()
      submission.answer = answer
      return answer
    },
    [store],
  )
  const reset = useCallback(() => setState((now) => ({ ...now, error: undefined })), [])
  return { ...state, submit, reset }
}

const idle = { isSubmitting: false, error: undefined }
