import { useRef } from 'react'

/** Handlers of an element that counts as being read while the pointer or the focus is on it. */
interface ReadingHandlers {
  onPointerEnter(): void
  onPointerLeave(): void
  onFocus(): void
  onBlur(): void
}

/** Pauses a time limit while the pointer or the focus is on an element (WCAG 2.2.1). */
export function useReadingPause(pause: () => void, resume: () => void): ReadingHandlers {
  const reasons = useRef(new Set<'pointer' | 'focus'>())
  const start = (reason: 'pointer' | 'focus') => () => {
    reasons.current.add(reason)
    pause()
  }
  const end = (reason: 'pointer' | 'focus') => () => {
    reasons.current.delete(reason)
    if (reasons.current.size === 0) resume()
  }
  return {
    onPointerEnter: start('pointer'),
    onPointerLeave: end('pointer'),
    onFocus: start('focus'),
    onBlur: end('focus'),
  }
}
