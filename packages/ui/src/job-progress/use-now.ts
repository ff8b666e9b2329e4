import { useEffect, useState } from 'react'
import { useIsHydrating } from '../primitives'

/** Unix time in seconds, told anew while it matters; undefined on the server and while hydrating. @param every in milliseconds */
export function useNow(every: number, matters: boolean): number | undefined {
  const [now, setNow] = useState(() => Date.now() / 1000)
  useEffect(() => {
    if (!matters) return undefined
    const timer = setInterval(() => setNow(Date.now() / 1000), every)
    return () => clearInterval(timer)
  }, [every, matters])
  return useIsHydrating() ? undefined : now
}
