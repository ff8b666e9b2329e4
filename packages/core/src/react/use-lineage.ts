'use client'
import type { VideoStore } from '@dailies/core'
import { useMemo, useSyncExternalStore } from 'react'
import { useVideo } from './use-video'
import { useVideosRuntime } from './videos-provider'

/** The videos that a video was made from, and those that were made from them, as far as they are known. */
export interface Lineage {
  /** The ids of the videos that it was made from, the oldest first, at most 24. */
  ancestors: readonly string[]
  /**
   * What is before the oldest of them. `none`: it was made from a prompt. `loading`: one that has not loaded yet. `deleted`:
   * one that does not exist any more. `more`: one that is not listed.
   */
  earlier: 'none' | 'loading' | 'deleted' | 'more'
  /** The ids of the videos that were made from a video, by its id, the oldest first: those that the page has loaded. */
  remixes: ReadonlyMap<string, readonly string[]>
}

/**
 * Returns the lineage of a video. It requests the videos that it was made from, one after the other; those that were made
 * from it are found among the loaded ones.
 */
export function useLineage(id: string): Lineage {
  const { store } = useVideosRuntime('useLineage')
  const getSnapshot = useMemo(() => createSnapshot(store, id), [store, id])
  const { ancestors, missing, isCut, remixes } = useSyncExternalStore(store.subscribeAll, getSnapshot, getSnapshot)
  const { error } = useVideo(missing)
  const isDeleted = missing !== id && error?.code === 'not_found'
  return useMemo(() => {
    if (missing === undefined) return { ancestors, earlier: isCut ? 'more' : 'none', remixes }
    return { ancestors, earlier: isDeleted ? 'deleted' : 'loading', remixes }
  }, [ancestors, missing, isCut, isDeleted, remixes])
}

interface Snapshot extends Pick<Lineage, 'ancestors' | 'remixes'> {
  /** The next video to load. */
  missing: string | undefined
  isCut: boolean
}

// Stops at a cyclic or endless lineage, which a faulty server could return.
const maxAncestors = 24

/** Returns the same object until a video of it is added or deleted. */
const createSnapshot = (store: VideoStore, id: string): (() => Snapshot) => {
  let last: { key: string; snapshot: Snapshot } | undefined
  return () => {
    const path = pathOf(store, id)
    const made = store
      .videos()
      .filter(({ remixed_from_video_id: source }) => source !== null)
      .sort((one, other) => one.created_at - other.created_at || (one.id < other.id ? -1 : 1))
    const key = JSON.stringify([path, made.map((video) => [video.remixed_from_video_id, video.id])])
    if (last?.key === key) return last.snapshot
    const remixes = new Map<string, string[]>()
    for (const { id: remix, remixed_from_video_id: source } of made) {
      if (source !== null) remixes.set(source, [...(remixes.get(source) ?? []), remix])
    }
    const snapshot = { ...path, missing: path.missing, remixes }
    last = { key, snapshot }
    return snapshot
  }
}

const pathOf = (store: VideoStore, id: string): Omit<Snapshot, 'remixes'> => {
  const path = [id]
  for (;;) {
    const [oldest = id, ...rest] = path
    const { video } = store.getSnapshot(oldest)
    if (!video) return { ancestors: rest.slice(0, -1), missing: oldest, isCut: false }
    const source = video.remixed_from_video_id
    const isCut = source !== null && (path.length > maxAncestors || path.includes(source))
    if (source === null || isCut) return { ancestors: path.slice(0, -1), missing: undefined, isCut }
    path.unshift(source)
  }
}
