import type { VideoError } from '@dailies/core'
import { useEffect, useRef } from 'react'

/** Calls the handler with each new error that a hook returns. */
export function useOnError(error: VideoError | undefined, onError: ((error: VideoError) => void) | undefined): void {
  const latest = useRef(onError)
  useEffect(() => {
    latest.current = onError
  })
  useEffect(() => {
    if (error) latest.current?.(error)
  }, [error])
}
