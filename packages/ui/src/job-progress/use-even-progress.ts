import { useLayoutEffect, useRef, type RefCallback, useCallback } from 'react'
import { setCustomProperties } from '../primitives'

/** Between these the time of a transition follows the reports, in milliseconds. */
const shortestMs = 400
const longestMs = 6_000

/**
 * Sets `--dl-progress` on an element, from 0 to 1, and `--dl-progress-time`: the time since the report before. A transition of
 * that length arrives when the next report is due, so that progress moves evenly instead of in steps.
 *
 * @param progress in percent; undefined removes both
 */
export function useEvenProgress(progress: number | undefined): RefCallback<HTMLElement> {
  const element = useRef<HTMLElement>(null)
  const reported = useRef<{ progress: number | undefined; at: number }>({ progress: undefined, at: 0 })
  const set = useCallback((next: HTMLElement | null) => {
    element.current = next
  }, [])
  useLayoutEffect(() => {
    const { current: last } = reported
    const at = performance.now()
    const interval = last.progress === undefined ? shortestMs : Math.min(longestMs, Math.max(shortestMs, at - last.at))
    reported.current = { progress, at }
    if (!element.current) return
    setCustomProperties(element.current, {
      '--dl-progress': progress === undefined ? undefined : progress / 100,
      '--dl-progress-time': progress === undefined ? undefined : `${Math.round(interval)}ms`,
    })
  }, [progress])
  return set
}
