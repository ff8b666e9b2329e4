import { applyUpdate } from '@dailies/core'
import type { Video, VideoEvent } from '@dailies/core'
import type { CacheEntry, VideoCache } from './video-cache'
import { videoKeys } from './video-keys'

/** Normalized store: one copy of each video under its id, with events for every change. */
export interface VideoStore {
  video(id: string): CacheEntry<Video>
  /** Merges a video into the stored one, or adds it. */
  apply(video: Video): void
  delete(id: string): void
  /** Calls the listener on every change and deletion of a video; returns the unsubscribe function. */
  subscribeAll(listener: VideoEventListener): () => void
}

/** @param previous the video before this change; undefined if it was not in the store */
type VideoEventListener = (event: VideoEvent, previous?: Video) => void

export function createVideoStore(cache: VideoCache): VideoStore {
  const listeners = new Set<VideoEventListener>()
  const notify: VideoEventListener = (event, previous) => {
    for (const listener of listeners) listener(event, previous)
  }
  const video = (id: string): CacheEntry<Video> => cache.entry<Video>(videoKeys.video(id))

  return {
    video,
    apply(update) {
      const entry = video(update.id)
      const current = entry.get()
      const next = current ? applyUpdate(current, update) : update
      if (next === current) return
      entry.set(next)
      notify({ video: next }, current)
    },
    delete(id) {
      if (video(id).get()) video(id).set(undefined)
      notify({ deleted: id })
    },
    subscribeAll(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
