'use client'
import { useEffect } from 'react'
import { createSubscribeAll } from './subscribe-all'
import { useCell } from './use-cell'
import { createVideoJobs } from './video-jobs'
import { useVideosRuntime } from './videos-provider'

/** The jobs that run. */
export interface UseJobs {
  /** Newest first; each is followed while this hook is mounted. */
  ids: readonly string[]
}

/** All running jobs, those begun before the page was loaded included. */
export function useJobs(): UseJobs {
  const store = useVideosRuntime('useJobs')
  const { watches } = store
  const jobs = store.part(createVideoJobs)
  const ids = useCell(jobs.cell) ?? none
  useEffect(() => jobs.open(), [jobs])
  useEffect(() => store.part(createSubscribeAll)(), [store])
  useEffect(() => {
    const stops = ids.map((id) => watches.watch(id))
    return () => {
      for (const stop of stops) stop()
    }
  }, [watches, ids])
  return { ids }
}

const none: readonly string[] = []
