'use client'
import { createEstimator } from '@dailies/core'
import type { Estimate } from '@dailies/core'
import { useEffect, useMemo, useState } from 'react'
import { useCacheEntry } from './use-cache-entry'
import { createVideoCapabilities } from './video-capabilities'
import { useVideosRuntime } from './videos-provider'

const intervalMs = 1_000

/**
 * Estimates the remaining time of a job (ETA) as a range in seconds, updated every second while the page is visible.
 * Undefined for a settled job, and if neither durations nor progress are known. Sends no requests for the video itself:
 * use it together with `useVideo`.
 */
export function useEstimate(id: string | null | undefined): Estimate | undefined {
  const runtime = useVideosRuntime('useEstimate')
  const { environment } = runtime
  const key = id ?? ''
  const entry = useMemo(() => runtime.store.video(key), [runtime, key])
  const status = useCacheEntry(entry)?.status
  const isRunning = status === 'queued' || status === 'in_progress'
  const [estimate, setEstimate] = useState<Estimate>()

  useEffect(() => {
    if (!isRunning) return undefined
    const capabilities = runtime.getOrCreate(createVideoCapabilities)
    const estimateNext = createEstimator()
    void capabilities.loadOnce()
    let cancel = (): void => {}
    const tick = (): void => {
      cancel = environment.setTimer(intervalMs, tick)
      const video = entry.get()
      if (!video || !environment.isVisible()) return
      const models = capabilities.entry.get()?.capabilities?.models
      const durations = models?.find((model) => model.id === video.model)?.durations
      const next = estimateNext(video, durations, environment.now() / 1_000)
      setEstimate((last) => (last?.from === next?.from && last?.to === next?.to ? last : next))
    }
    tick()
    return () => {
      cancel()
      setEstimate(undefined)
    }
  }, [isRunning, entry, environment, runtime])
  return isRunning ? estimate : undefined
}
