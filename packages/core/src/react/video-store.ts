import type { VideosClient, World } from '@dailies/core'
import type { Drafts } from './drafts'
import { createDrafts } from './drafts'
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

/** What the hooks of one provider share. */
export interface VideoStore {
  readonly client: VideosClient
  readonly shelf: VideoShelf
  readonly watches: VideoWatches
  readonly capabilities: VideoCapabilities
  readonly jobs: VideoJobs
  readonly drafts: Drafts
  library(options: LibraryOptions): VideoLibrary
}

export function createVideoStore(client: VideosClient, world: World): VideoStore {
  const cache = createVideoCache()
  const shelf = createVideoShelf(client, cache)
  const capabilities = createVideoCapabilities(client, cache)
  const libraries = new Map<string, VideoLibrary>()
  return {
    client,
    shelf,
    capabilities,
    watches: createVideoWatches(shelf, world),
    jobs: createVideoJobs(shelf),
    drafts: createDrafts(client.baseURL),
    library(options) {
      const key = videoKeys.library(options.order, options.pageSize)
      const library = libraries.get(key) ?? createVideoLibrary(shelf, world, options)
      libraries.set(key, library)
      return library
    },
  }
}
