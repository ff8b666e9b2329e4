import type { VideosRuntime } from './videos-runtime'

/** Hears of all videos, those shown nowhere included, for as long as somebody lists them; each call asks for it and returns its end. */
export function createSubscribeAll({ feed, shelf }: VideosRuntime): () => () => void {
  let listeners = 0
  let stop = (): void => {}
  return () => {
    listeners += 1
    if (listeners === 1) {
      stop = feed.subscribeAll((news) => {
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
