'use client'
import { useEffect } from 'react'
import { createSubscribeAll } from './subscribe-all'
import { useCacheEntry } from './use-cache-entry'
import { createVideoJobs } from './video-jobs'
import { useVideosRuntime } from './videos-provider'

/** Result of `useRunningJobs`: the ids of the running jobs. */
export interface UseRunningJobs {
  /** Newest first. Each job is watched while this hook is mounted. */
  ids: readonly string[]
}

/**
 * Lists all queued and running jobs, including jobs that were started before the page was loaded, and watches them
 * until they settle.
 */
export function useRunningJobs(): UseRunningJobs {
  const runtime = useVideosRuntime('useRunningJobs')
  const { watches } = runtime
  const jobs = runtime.getOrCreate(createVideoJobs)
  const ids = useCacheEntry(jobs.entry) ?? noIds
  useEffect(() => jobs.loadOnce(), [jobs])
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
