import { videoFeedOf } from '@dailies/core'
import type { Capabilities, VideoFeed, VideoList, VideosClient, World } from '@dailies/core'
import type { VideoCache } from './video-cache'
import { createVideoCache } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideoShelf } from './video-shelf'
import { createVideoShelf } from './video-shelf'
import type { VideoWatches } from './video-watches'
import { createVideoWatches } from './video-watches'

/** What a server rendered the page with. */
export interface InitialVideos {
  /** Of the viewer's first page, newest first: `await videos.list(owner)`. */
  list?: VideoList | undefined
  /** `await videos.capabilities(owner)` */
  capabilities?: Capabilities | undefined
}

/** What the hooks of one provider share, for one viewer. */
export interface VideoStore {
  readonly client: VideosClient
  readonly world: World
  readonly cache: VideoCache
  readonly feed: VideoFeed
  readonly shelf: VideoShelf
  readonly watches: VideoWatches
  readonly initial: InitialVideos | undefined
  /** The one instance of what only some hooks need, so that a page without those hooks does not carry it. */
  part<Part>(create: (store: VideoStore) => Part): Part
}

export function createVideoStore(client: VideosClient, world: World, initial?: InitialVideos): VideoStore {
  const cache = createVideoCache()
  const feed = videoFeedOf(client, world)
  const shelf = createVideoShelf(cache)
  for (const video of initial?.list?.data ?? []) cache.begin(videoKeys.video(video.id), video)
  const parts = new Map<unknown, unknown>()
  const store: VideoStore = {
    client,
    world,
    cache,
    feed,
    shelf,
    initial,
    watches: createVideoWatches({ client, world, cache, shelf }),
    part<Part>(create: (store: VideoStore) => Part): Part {
      if (!parts.has(create)) parts.set(create, create(store))
      // Each part lies under the function that made it.
      return parts.get(create) as Part
    },
  }
  return store
}
