import type { VideosRuntime } from './videos-runtime'

/** Hears of all videos, those shown nowhere included, for as long as somebody lists them; each call asks for it and returns its end. */
export function createSubscribeAll({ feed, store }: VideosRuntime): () => () => void {
  let listeners = 0
  let stop = (): void => {}
  return () => {
    listeners += 1
    if (listeners === 1) {
      stop = feed.subscribeAll((news) => {
        if ('video' in news) store.apply(news.video)
        else store.delete(news.deleted)
      })
    }
    return () => {
      listeners -= 1
      if (listeners === 0) stop()
    }
  }
}
