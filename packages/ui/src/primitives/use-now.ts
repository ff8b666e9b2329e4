import { useEffect, useState } from 'react'
import { useIsHydrating } from './use-is-hydrating'

/**
 * The current Unix time in seconds, updated at an interval while enabled; undefined on the server and during hydration.
 *
 * @param intervalMs in milliseconds
 */
export function useNow(intervalMs: number, isEnabled: boolean): number | undefined {
  const [now, setNow] = useState(() => Date.now() / 1000)
  useEffect(() => {
    if (!isEnabled) return undefined
    const timer = setInterval(() => setNow(Date.now() / 1000), intervalMs)
    return () => clearInterval(timer)
  }, [intervalMs, isEnabled])
  return useIsHydrating() ? undefined : now
}
