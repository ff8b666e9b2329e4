import { getVideoFeed } from '@dailies/core'
import type { Capabilities, VideoFeed, VideoList, VideosClient, Environment } from '@dailies/core'
import type { VideoCache } from './video-cache'
import { createVideoCache } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideoStore } from './video-store'
import { createVideoStore } from './video-store'
import type { VideoWatches } from './video-watches'
import { createVideoWatches } from './video-watches'

/** Initial data for server-side rendering (SSR) and hydration: what the server fetched before it rendered the page. */
export interface InitialVideos {
  /** The viewer's first page, newest first: `await videos.list(owner)`. */
  list?: VideoList | undefined
  /** `await videos.capabilities(owner)` */
  capabilities?: Capabilities | undefined
}

/** The state that all hooks of one provider share, for one viewer. */
export interface VideosRuntime {
  readonly client: VideosClient
  readonly environment: Environment
  readonly cache: VideoCache
  readonly feed: VideoFeed
  readonly store: VideoStore
  readonly watches: VideoWatches
  readonly initial: InitialVideos | undefined
  /**
   * Returns the one instance that this factory creates for the provider, and creates it on first use. Only some hooks
   * need it, so a bundle without those hooks does not include it.
   */
  getOrCreate<Instance>(create: (runtime: VideosRuntime) => Instance): Instance
}

export function createVideosRuntime(
  client: VideosClient,
  environment: Environment,
  initial?: InitialVideos,
): VideosRuntime {
  const cache = createVideoCache()
  const feed = getVideoFeed(client, environment)
  const store = createVideoStore(cache)
  for (const video of initial?.list?.data ?? []) cache.setInitial(videoKeys.video(video.id), video)
  const instances = new Map<unknown, unknown>()
  const runtime: VideosRuntime = {
    client,
    environment,
    cache,
    feed,
    store,
    initial,
    watches: createVideoWatches({ client, environment, cache, store }),
    getOrCreate<Instance>(create: (runtime: VideosRuntime) => Instance): Instance {
      if (!instances.has(create)) instances.set(create, create(runtime))
      // Each instance is stored under the factory that created it.
      return instances.get(create) as Instance
    },
  }
  return runtime
}
