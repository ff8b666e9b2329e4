'use client'
import { createEstimator } from '@dailies/core'
import type { Estimate } from '@dailies/core'
import { useEffect, useMemo, useState } from 'react'
import { useCell } from './use-cell'
import { createVideoCapabilities } from './video-capabilities'
import { useVideosRuntime } from './videos-provider'

const everySecond = 1_000

/**
 * How much longer a job takes, as a range in seconds, told anew every second while the page is visible; undefined once it has
 * settled, and where nothing is known to draw it from. Hears what `useVideo` hears.
 */
export function useEstimate(id: string | null | undefined): Estimate | undefined {
  const store = useVideosRuntime('useEstimate')
  const { environment } = store
  const key = id ?? ''
  const cell = useMemo(() => store.store.video(key), [store, key])
  const status = useCell(cell)?.status
  const isRunning = status === 'queued' || status === 'in_progress'
  const [estimate, setEstimate] = useState<Estimate>()

  useEffect(() => {
    if (!isRunning) return undefined
    const capabilities = store.part(createVideoCapabilities)
    const estimateNext = createEstimator()
    void capabilities.open()
    let cancel = (): void => {}
    const tick = (): void => {
      cancel = environment.after(everySecond, tick)
      const video = cell.get()
      if (!video || !environment.isVisible()) return
      const models = capabilities.cell.get()?.capabilities?.models
      const durations = models?.find((model) => model.id === video.model)?.durations
      const next = estimateNext(video, durations, environment.now() / 1_000)
      setEstimate((last) => (last?.from === next?.from && last?.to === next?.to ? last : next))
    }
    tick()
    return () => {
      cancel()
      setEstimate(undefined)
    }
  }, [isRunning, cell, environment, store])
  return isRunning ? estimate : undefined
}
