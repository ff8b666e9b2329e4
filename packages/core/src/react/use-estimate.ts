'use client'
import { createEstimator } from '@dailies/core/internal'
import type { Estimate } from '@dailies/core'
import { useEffect, useState } from 'react'
import { capabilitiesMaxAgeMs } from './capabilities-refresh'
import { useVideoState } from './use-video-state'
import { useVideosRuntime } from './videos-provider'

const intervalMs = 1_000

/**
 * Estimates the remaining time of a job (ETA) as a range in seconds, updated every second while the page is visible.
 * Undefined for a settled job, and if neither durations nor progress are known. Sends no requests for the video itself:
 * use it together with `useVideo`.
 */
export function useEstimate(id: string | null | undefined): Estimate | undefined {
  const { environment, store } = useVideosRuntime('useEstimate')
  const key = id ?? ''
  const status = useVideoState(store, key).video?.status
  const isRunning = status === 'queued' || status === 'in_progress'
  const [estimate, setEstimate] = useState<Estimate>()

  useEffect(() => {
    if (!isRunning) return undefined
    const estimateNext = createEstimator()
    // Without capabilities the estimate uses the progress alone.
    store.capabilities.load(capabilitiesMaxAgeMs).catch(() => {})
    let cancel = (): void => {}
    const tick = (): void => {
      cancel = environment.setTimer(intervalMs, tick)
      const { video } = store.getSnapshot(key)
      if (!video || !environment.isVisible()) return
      const models = store.capabilities.getSnapshot().capabilities?.models
      const durations = models?.find((model) => model.id === video.model)?.durations
      const next = estimateNext(video, durations, environment.now() / 1_000)
      setEstimate((last) => (last?.from === next?.from && last?.to === next?.to ? last : next))
    }
    tick()
    return () => {
      cancel()
      setEstimate(undefined)
    }
  }, [isRunning, key, environment, store])
  return isRunning ? estimate : undefined
}
