'use client'
import { useSuspended } from './use-suspended'
import type { UseVideoLibrary, UseVideoLibraryOptions } from './use-video-library'
import { useVideoLibrary } from './use-video-library'
import type { VideoLibrary } from './video-library'
import { createVideoLibraries } from './video-library'
import { videoKeys } from './video-keys'
import { useVideosRuntime } from './videos-provider'

/**
 * `useVideoLibrary` for React Suspense: suspends until the first page is loaded, and throws the error of that request
 * to the nearest error boundary. After that, `isLoading` and `error` are the state of later requests. Its `<Suspense>`
 * must be below the `<VideosProvider>`.
 *
 * @throws VideoError to the error boundary
 */
export function useSuspenseVideoLibrary({
  order = 'desc',
  pageSize = 20,
}: UseVideoLibraryOptions = {}): UseVideoLibrary {
  const runtime = useVideosRuntime('useSuspenseVideoLibrary')
  const library = runtime.getOrCreate(createVideoLibraries)({ order, pageSize })
  const list = useVideoLibrary({ order, pageSize })
  if (!list.isLoading && !list.error) loadedLibraries.add(library)
  const isLoaded = loadedLibraries.has(library) || list.ids.length > 0
  return useSuspended(
    'useSuspenseVideoLibrary',
    videoKeys.library(order, pageSize),
    isLoaded ? list : undefined,
    async () => {
      await library.refresh()
      return library.entry.get()?.error
    },
  )
}

// An empty list does not suspend again while it is refreshed.
const loadedLibraries = new WeakSet<VideoLibrary>()
