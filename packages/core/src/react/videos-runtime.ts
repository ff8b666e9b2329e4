import { createVideoStore } from '@dailies/core'
import type { Capabilities, CapabilitiesCache, Environment, VideoList, VideoStore, VideosClient } from '@dailies/core'

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
  readonly store: VideoStore
  readonly initial: InitialVideos | undefined
  /**
   * Returns the one instance that this factory creates for the provider, and creates it on first use. Only some hooks
   * need it, so a bundle without those hooks does not include it.
   */
  getOrCreate<Instance>(create: (runtime: VideosRuntime) => Instance): Instance
}

/** Options of a runtime: a first one has initial data, the runtime of the next viewer has the capabilities already. */
export interface VideosRuntimeOptions {
  client: VideosClient
  environment: Environment
  initial?: InitialVideos | undefined
  capabilities?: CapabilitiesCache
}

export function createVideosRuntime({
  client,
  environment,
  initial,
  capabilities,
}: VideosRuntimeOptions): VideosRuntime {
  const instances = new Map<unknown, unknown>()
  const runtime: VideosRuntime = {
    client,
    environment,
    initial,
    store: createVideoStore({
      client,
      environment,
      capabilities,
      initialVideos: initial?.list?.data,
      initialCapabilities: initial?.capabilities,
    }),
    getOrCreate<Instance>(create: (runtime: VideosRuntime) => Instance): Instance {
      if (!instances.has(create)) instances.set(create, create(runtime))
      // Each instance is stored under the factory that created it.
      return instances.get(create) as Instance
    },
  }
  return runtime
}
