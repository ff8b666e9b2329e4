import { useEffect, useState } from 'react'

/** Unix time in seconds, told anew while it matters. @param every in milliseconds */
export function useNow(every: number, matters: boolean): number {
  const [now, setNow] = useState(() => Date.now() / 1000)
  useEffect(() => {
    if (!matters) return undefined
    const timer = setInterval(() => setNow(Date.now() / 1000), every)
    return () => clearInterval(timer)
  }, [every, matters])
  return now
}
