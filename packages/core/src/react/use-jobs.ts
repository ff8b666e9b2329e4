'use client'
import { useEffect } from 'react'
import { createSubscribeAll } from './subscribe-all'
import { useCell } from './use-cell'
import { createVideoJobs } from './video-jobs'
import { useVideosRuntime } from './videos-provider'

/** Result of `useJobs`: the ids of the running jobs. */
export interface UseJobs {
  /** Newest first. Each job is watched while this hook is mounted. */
  ids: readonly string[]
}

/**
 * Lists all queued and running jobs, including jobs that were started before the page was loaded, and watches them
 * until they settle.
 */
export function useJobs(): UseJobs {
  const runtime = useVideosRuntime('useJobs')
  const { watches } = runtime
  const jobs = runtime.getOrCreate(createVideoJobs)
  const ids = useCell(jobs.cell) ?? noIds
  useEffect(() => jobs.open(), [jobs])
  useEffect(() => runtime.getOrCreate(createSubscribeAll)(), [runtime])
  useEffect(() => {
    const stops = ids.map((id) => watches.watch(id))
    return () => {
      for (const stop of stops) stop()
    }
  }, [watches, ids])
  return { ids }
}

const noIds: readonly string[] = []
