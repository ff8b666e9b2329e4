import { useEffect, useRef, useState } from 'react'
import { useVideoPrompt } from './video-prompt-context'

/** What became of a request for a better prompt. */
export type Enhancement = { state: 'idle' | 'pending' | 'failed' } | { state: 'suggested'; suggestion: string }

/** Asks the app for a better prompt, one request at a time. */
export function useEnhancement() {
  const { draft, enhance, isSubmitting } = useVideoPrompt()
  const [enhancement, setEnhancement] = useState<Enhancement>({ state: 'idle' })
  const request = useRef<AbortController>(undefined)
  const cancel = () => {
    request.current?.abort()
    setEnhancement({ state: 'idle' })
  }
  useEffect(() => () => request.current?.abort(), [])
  // A prompt that is sent needs no suggestion any more.
  const [wasSubmitting, setWasSubmitting] = useState(false)
  if (wasSubmitting !== isSubmitting) {
    setWasSubmitting(isSubmitting)
    if (isSubmitting) setEnhancement({ state: 'idle' })
  }
  useEffect(() => {
    if (isSubmitting) request.current?.abort()
  }, [isSubmitting])

  const start = async () => {
    if (!enhance) return
    request.current?.abort()
    const controller = new AbortController()
    request.current = controller
    setEnhancement({ state: 'pending' })
    try {
      const suggestion = await enhance(draft.prompt, { signal: controller.signal })
      if (!controller.signal.aborted) setEnhancement({ state: 'suggested', suggestion })
    } catch {
      if (!controller.signal.aborted) setEnhancement({ state: 'failed' })
    }
  }
  return { enhancement, start: () => void start(), cancel }
}
