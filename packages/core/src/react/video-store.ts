import { applyUpdate } from '@dailies/core'
import type { Video, VideoEvent } from '@dailies/core'
import type { Cell, VideoCache } from './video-cache'
import { videoKeys } from './video-keys'

/** One copy of each video, under its id, and word of every change. */
export interface VideoStore {
  video(id: string): Cell<Video>
  /** Folds in what was heard. */
  apply(video: Video): void
  delete(id: string): void
  /** Hears of every change of a video, and of every deletion. */
  subscribeAll(listener: EventListener): () => void
}

/** @param before what was known of that video */
type EventListener = (news: VideoEvent, before?: Video) => void

export function createVideoStore(cache: VideoCache): VideoStore {
  const listeners = new Set<EventListener>()
  const tell: EventListener = (news, before) => {
    for (const listener of listeners) listener(news, before)
  }
  const video = (id: string): Cell<Video> => cache.cell<Video>(videoKeys.video(id))

  return {
    video,
    apply(update) {
      const cell = video(update.id)
      const known = cell.get()
      const next = known ? applyUpdate(known, update) : update
      if (next === known) return
      cell.set(next)
      tell({ video: next }, known)
    },
    delete(id) {
      if (video(id).get()) video(id).set(undefined)
      tell({ deleted: id })
    },
    subscribeAll(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
