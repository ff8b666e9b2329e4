'use client'
import { useSuspended } from './use-suspended'
import type { UseVideoLibrary, UseVideoLibraryOptions } from './use-video-library'
import { useVideoLibrary } from './use-video-library'
import type { VideoLibrary } from './video-library'
import { createVideoLibraries } from './video-library'
import { videoKeys } from './video-keys'
import { useVideosRuntime } from './videos-provider'

/**
 * `useVideoLibrary` for `<Suspense>`: renders once the first page is there, and hands to the nearest error boundary why it cannot
 * be. From then on `isLoading` and `error` tell of what is asked again.
 *
 * @throws VideoError to the error boundary
 */
export function useSuspenseVideoLibrary({
  order = 'desc',
  pageSize = 20,
}: UseVideoLibraryOptions = {}): UseVideoLibrary {
  const store = useVideosRuntime('useSuspenseVideoLibrary')
  const library = store.part(createVideoLibraries)({ order, pageSize })
  const list = useVideoLibrary({ order, pageSize })
  if (!list.isLoading && !list.error) answered.add(library)
  const isThere = answered.has(library) || list.ids.length > 0
  return useSuspended(
    'useSuspenseVideoLibrary',
    videoKeys.library(order, pageSize),
    isThere ? list : undefined,
    async () => {
      await library.refresh()
      return library.cell.get()?.error
    },
  )
}

// An empty list that is asked for again stays in sight.
const answered = new WeakSet<VideoLibrary>()
