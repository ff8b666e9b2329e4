'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { createRunningJobs } from './running-jobs'
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
  const { store } = runtime
  const jobs = runtime.getOrCreate(createRunningJobs)
  const ids = useSyncExternalStore(jobs.subscribe, jobs.getSnapshot, jobs.getServerSnapshot)
  useEffect(() => jobs.loadOnce(), [jobs])
  useEffect(() => store.watchAll(), [store])
  useEffect(() => {
    const stops = ids.map((id) => store.watch(id))
    return () => {
      for (const stop of stops) stop()
    }
  }, [store, ids])
  return { ids }
}
