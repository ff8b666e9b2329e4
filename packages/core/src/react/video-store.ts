import { advance } from '@dailies/core'
import type { Video, VideoEvent } from '@dailies/core'
import type { Cell, VideoCache } from './video-cache'
import { videoKeys } from './video-keys'

/** One copy of each video, under its id, and word of every change. */
export interface VideoStore {
  video(id: string): Cell<Video>
  /** Folds in what was heard. */
  hear(video: Video): void
  forget(id: string): void
  /** Hears of every change of a video, and of every removal. */
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
    hear(heard) {
      const cell = video(heard.id)
      const known = cell.get()
      const next = known ? advance(known, heard) : heard
      if (next === known) return
      cell.set(next)
      tell({ video: next }, known)
    },
    forget(id) {
      if (video(id).get()) video(id).set(undefined)
      tell({ removed: id })
    },
    subscribeAll(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
