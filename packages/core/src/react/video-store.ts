import { videoFeedOf } from '@dailies/core'
import type { VideoFeed, VideosClient, World } from '@dailies/core'
import type { Drafts } from './drafts'
import { createDrafts } from './drafts'
import type { UnansweredSubmissions } from './unanswered-submissions'
import { createUnansweredSubmissions } from './unanswered-submissions'
import { createVideoCache } from './video-cache'
import type { VideoCapabilities } from './video-capabilities'
import { createVideoCapabilities } from './video-capabilities'
import type { VideoJobs } from './video-jobs'
import { createVideoJobs } from './video-jobs'
import { videoKeys } from './video-keys'
import type { LibraryOptions, VideoLibrary } from './video-library'
import { createVideoLibrary } from './video-library'
import type { VideoShelf } from './video-shelf'
import { createVideoShelf } from './video-shelf'
import type { VideoWatches } from './video-watches'
import { createVideoWatches } from './video-watches'

/** What the hooks of one provider share, for one viewer. */
export interface VideoStore {
  readonly client: VideosClient
  readonly world: World
  readonly feed: VideoFeed
  readonly shelf: VideoShelf
  readonly watches: VideoWatches
  readonly capabilities: VideoCapabilities
  readonly jobs: VideoJobs
  readonly drafts: Drafts
  readonly unanswered: UnansweredSubmissions
  library(options: LibraryOptions): VideoLibrary
  /** Hears of all videos, those shown nowhere included, for as long as somebody lists them. */
  listen(): () => void
}

export function createVideoStore(client: VideosClient, world: World): VideoStore {
  const cache = createVideoCache()
  const feed = videoFeedOf(client, world)
  const shelf = createVideoShelf(client, cache)
  const drafts = createDrafts(client.baseURL)
  const libraries = new Map<string, VideoLibrary>()
  let listeners = 0
  let stopListening = (): void => {}
  return {
    client,
    world,
    feed,
    shelf,
    drafts,
    unanswered: createUnansweredSubmissions(drafts),
    capabilities: createVideoCapabilities(feed, cache, (viewer) => drafts.identify(viewer)),
    watches: createVideoWatches(shelf, world),
    jobs: createVideoJobs(shelf),
    library(options) {
      const key = videoKeys.library(options.order, options.pageSize)
      const library = libraries.get(key) ?? createVideoLibrary(shelf, world, options)
      libraries.set(key, library)
      return library
    },
    listen() {
      listeners += 1
      if (listeners === 1) {
        stopListening = feed.onNews((news) => {
          if ('video' in news) shelf.hear(news.video)
          else shelf.forget(news.removed)
        })
      }
      return () => {
        listeners -= 1
        if (listeners === 0) stopListening()
      }
    },
  }
}
