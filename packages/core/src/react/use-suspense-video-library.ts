'use client'
import type { VideoError } from '@dailies/core'
import { toVideoError } from '@dailies/core/internal'
import { useSWRConfig } from 'swr'
import { unstable_serialize } from 'swr/infinite'
import { capabilitiesMaxAgeMs } from './capabilities-refresh'
import { normalizeFilter } from './list-filter'
import { useSuspended } from './use-suspended'
import type { UseVideoLibrary, UseVideoLibraryOptions } from './use-video-library'
import { useVideoList } from './use-video-list'
import { createVideoLists } from './video-lists'
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
  filter: givenFilter,
}: UseVideoLibraryOptions = {}): UseVideoLibrary {
  const runtime = useVideosRuntime('useSuspenseVideoLibrary')
  const { capabilities } = runtime.store
  const { mutate } = useSWRConfig()
  const filter = normalizeFilter(givenFilter ?? {})
  const list = useVideoList(runtime, { order, pageSize, filter })

  // SWR loads for mounted components only, and a suspended component is not mounted.
  const loadFirstPage = async (): Promise<VideoError | undefined> => {
    const pages = runtime.getOrCreate(createVideoLists)({ order, pageSize, filter })
    try {
      await capabilities.load(capabilitiesMaxAgeMs)
    } catch (cause) {
      if (capabilities.getSnapshot().viewer === undefined) return toVideoError(cause)
    }
    const key = pages.firstKey(capabilities.getSnapshot().viewer ?? '')
    try {
      const page = await pages.fetchPage(key)
      await mutate(key, page, { revalidate: false })
      await mutate(
        unstable_serialize(() => key),
        [page],
        { revalidate: false },
      )
      return undefined
    } catch (cause) {
      return toVideoError(cause)
    }
  }
  return useSuspended(
    'useSuspenseVideoLibrary',
    `list ${order} ${pageSize}${filter ? ` ${JSON.stringify(filter)}` : ''}`,
    list.isLoaded ? list : undefined,
    loadFirstPage,
  )
}
