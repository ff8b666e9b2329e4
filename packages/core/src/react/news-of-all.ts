import type { VideoStore } from './video-store'

/** Hears of all videos, those shown nowhere included, for as long as somebody lists them; each call asks for it and returns its end. */
export function createNewsOfAll({ feed, shelf }: VideoStore): () => () => void {
  let listeners = 0
  let stop = (): void => {}
  return () => {
    listeners += 1
    if (listeners === 1) {
      stop = feed.onNews((news) => {
        if ('video' in news) shelf.hear(news.video)
        else shelf.forget(news.removed)
      })
    }
    return () => {
      listeners -= 1
      if (listeners === 0) stop()
    }
  }
}
