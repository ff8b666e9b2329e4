'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useVideosRuntime } from './videos-provider'

/**
 * The current time in Unix seconds by the clock of the provider's `environment`, updated at an interval. Undefined during
 * server rendering and hydration, where the times of server and page differ.
 *
 * @param intervalMs in milliseconds
 * @param isEnabled whether it is updated
 */
export function useNow(intervalMs: number, isEnabled = true): number | undefined {
  const { environment } = useVideosRuntime('useNow')
  const [now, setNow] = useState(() => environment.now() / 1_000)
  useEffect(() => {
    if (!isEnabled) return undefined
    let cancel = (): void => {}
    const tick = (): void => {
      setNow(environment.now() / 1_000)
      cancel = environment.setTimer(intervalMs, tick)
    }
    cancel = environment.setTimer(intervalMs, tick)
    return () => cancel()
  }, [environment, intervalMs, isEnabled])
  const isHydrating = useSyncExternalStore(subscribeNever, no, yes)
  return isHydrating ? undefined : now
}

const subscribeNever = (): (() => void) => () => {}
const no = (): boolean => false
const yes = (): boolean => true
