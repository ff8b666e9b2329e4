import { getVideoFeed } from '@dailies/core'
import type { Capabilities, VideoFeed, VideoList, VideosClient, Environment } from '@dailies/core'
import type { VideoCache } from './video-cache'
import { createVideoCache } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideoStore } from './video-store'
import { createVideoStore } from './video-store'
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
export interface VideosRuntime {
  readonly client: VideosClient
  readonly environment: Environment
  readonly cache: VideoCache
  readonly feed: VideoFeed
  readonly store: VideoStore
  readonly watches: VideoWatches
  readonly initial: InitialVideos | undefined
  /** The one instance of what only some hooks need, so that a page without those hooks does not carry it. */
  part<Part>(create: (store: VideosRuntime) => Part): Part
}

export function createVideosRuntime(
  client: VideosClient,
  environment: Environment,
  initial?: InitialVideos,
): VideosRuntime {
  const cache = createVideoCache()
  const feed = getVideoFeed(client, environment)
  const shelf = createVideoStore(cache)
  for (const video of initial?.list?.data ?? []) cache.setInitial(videoKeys.video(video.id), video)
  const parts = new Map<unknown, unknown>()
  const store: VideosRuntime = {
    client,
    environment,
    cache,
    feed,
    store: shelf,
    initial,
    watches: createVideoWatches({ client, environment, cache, shelf }),
    part<Part>(create: (store: VideosRuntime) => Part): Part {
      if (!parts.has(create)) parts.set(create, create(store))
      // Each part lies under the function that made it.
      return parts.get(create) as Part
    },
  }
  return store
}
