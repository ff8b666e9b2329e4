import type { VideosRuntime } from './videos-runtime'

/**
 * Applies the events of all videos to the store while at least one list is mounted, including videos that no component
 * shows. Each call adds a subscriber and returns its unsubscribe function.
 */
export function createSubscribeAll({ feed, store }: VideosRuntime): () => () => void {
  let subscribers = 0
  let unsubscribe = (): void => {}
  return () => {
    subscribers += 1
    if (subscribers === 1) {
      unsubscribe = feed.subscribeAll((event) => {
        if ('video' in event) store.apply(event.video)
        else store.delete(event.deleted)
      })
    }
    return () => {
      subscribers -= 1
      if (subscribers === 0) unsubscribe()
    }
  }
}
