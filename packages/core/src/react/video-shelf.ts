import { advance } from '@dailies/core'
import type { Video, VideoNews } from '@dailies/core'
import type { Cell, VideoCache } from './video-cache'
import { videoKeys } from './video-keys'

/** One copy of each video, under its id, and word of every change. */
export interface VideoShelf {
  video(id: string): Cell<Video>
  /** Folds in what was heard. */
  hear(video: Video): void
  forget(id: string): void
  /** Hears of every change of a video, and of every removal. */
  onNews(listener: NewsListener): () => void
}

/** @param before what was known of that video */
type NewsListener = (news: VideoNews, before?: Video) => void

export function createVideoShelf(cache: VideoCache): VideoShelf {
  const listeners = new Set<NewsListener>()
  const tell: NewsListener = (news, before) => {
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
    onNews(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
