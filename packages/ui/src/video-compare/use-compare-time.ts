import { useEffect, useRef } from 'react'
import { listen, useIsControlled } from '../primitives'
import type { CompareOptions } from './compare-options'
import type { SyncedPlayback } from '../synced-playback'

// A slow page may render a reported time after the next one was reported.
const maxPendingTimes = 8

/** Reports the time of the leader, and follows a controlled time. */
export function useCompareTime(
  { playback, leader }: { playback: SyncedPlayback; leader: HTMLVideoElement | null },
  { time, defaultTime = 0, onTimeChange }: CompareOptions,
): void {
  useIsControlled('time', time)
  const latest = useRef({ time, onTimeChange })
  // Reported times that have not come back by the prop yet, the newest last.
  const pending = useRef<number[]>([])
  const initialTime = useRef(time === undefined ? defaultTime : 0)
  useEffect(() => {
    latest.current = { time, onTimeChange }
  })
  useEffect(() => {
    if (initialTime.current > 0) playback.seek(initialTime.current)
  }, [playback])
  useEffect(() => {
    if (time === undefined) return
    const index = pending.current.indexOf(time)
    pending.current = pending.current.slice(index + 1)
    if (index === -1) playback.seek(time)
  }, [playback, time])
  useEffect(() => {
    if (!leader) return undefined
    const report = () => {
      const { currentTime } = leader
      if (currentTime === latest.current.time || currentTime === pending.current.at(-1)) return
      pending.current = [...pending.current, currentTime].slice(-maxPendingTimes)
      latest.current.onTimeChange?.(currentTime)
    }
    return listen(leader, { timeupdate: report, seeking: report })
  }, [leader])
}
