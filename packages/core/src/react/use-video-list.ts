'use client'
import type { VideoError } from '@dailies/core'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useSWRInfinite } from './swr'
import type { Arrivals } from './arrivals'
import { createArrivals } from './arrivals'
import type { VideoListPage } from './listed-ids'
import { listedIds } from './listed-ids'
import { keepSameIds } from './same-ids'
import { swrOptions } from './swr-options'
import { selectViewer, selectViewerError, useCapabilitiesState } from './use-capabilities-state'
import type { UseVideoLibrary } from './use-video-library'
import type { VideoListKey } from './video-keys'
import type { VideoListOptions } from './video-lists'
import { createVideoLists } from './video-lists'
import type { VideosRuntime } from './videos-runtime'

/** The list behind `useVideoLibrary` and `useSuspenseVideoLibrary`. `isLoaded`: the first page is there. */
export function useVideoList(
  runtime: VideosRuntime,
  { order, pageSize }: VideoListOptions,
): UseVideoLibrary & { isLoaded: boolean } {
  const { store } = runtime
  const list = useMemo(() => runtime.getOrCreate(createVideoLists)({ order, pageSize }), [runtime, order, pageSize])
  const viewer = useCapabilitiesState(runtime, selectViewer)
  const viewerError = useCapabilitiesState(runtime, selectViewerError)
  const {
    data,
    error: listError,
    isValidating,
    size,
    setSize,
    mutate,
  } = useSWRInfinite<VideoListPage, VideoError>(
    (_index: number, previous: VideoListPage | null) => {
      // Nothing is cached before the viewer is known.
      if (viewer === undefined) return null
      return previous ? list.keyAfter(viewer, previous) : list.firstKey(viewer)
    },
    (key: VideoListKey) => list.fetchPage(key),
    swrOptions,
  )
  const pages = data?.every(list.hasLoaded) ? data : list.initialPages
  const pageCount = pages?.length ?? 0
  const hasMore = pages?.at(-1)?.hasMore ?? false
  const isLoadingMore = isValidating && pageCount > 0 && size > pageCount
  const error = listError ?? viewerError

  useEffect(() => store.watchAll(), [store])
  useEffect(() => {
    if (viewer === undefined) return list.prefetch()
    if (list.isFresh()) return undefined
    // Live events keep the other pages up to date, except those of an earlier visit.
    const needsRefresh = (page: VideoListPage | undefined, key: unknown): boolean =>
      !page || !list.hasLoaded(page) || (Array.isArray(key) && key.at(-1) === null)
    void list.runOnce(() => mutate((current) => current, { revalidate: needsRefresh }))
    return undefined
  }, [list, viewer, mutate])

  const refresh = useCallback(
    () =>
      list.runOnce(async () => {
        if (viewer !== undefined) return mutate()
        await store.capabilities.load(0).catch(() => undefined)
        const { viewer: loaded } = store.capabilities.getSnapshot()
        return loaded === undefined ? undefined : list.fetchPage(list.firstKey(loaded))
      }),
    [list, viewer, store, mutate],
  )
  useEffect(() => store.subscribeMissed(() => void refresh()), [store, refresh])
  const loadMore = useCallback(
    () => list.runWithoutFirstPage(async () => (hasMore ? setSize(pageCount + 1) : undefined)),
    [list, hasMore, setSize, pageCount],
  )
  const ids = useListedIds(runtime, pages, order)
  const isLoaded = pages !== undefined
  // The list of the server-rendered page stays visible, without a loading state, until the new one has arrived.
  const isLoading = pages ? isValidating && !isLoadingMore && pages !== list.initialPages : !error
  // The same object until something changes, so that it can be a context.
  return useMemo(
    () => ({ ids, isLoaded, isLoading, isLoadingMore, hasMore, loadMore, error, refresh }),
    [ids, isLoaded, isLoading, isLoadingMore, hasMore, loadMore, error, refresh],
  )
}

/** The ids of the pages and of the videos that arrived since. The same array until it changes. */
function useListedIds(
  runtime: VideosRuntime,
  pages: readonly VideoListPage[] | undefined,
  order: 'asc' | 'desc',
): readonly string[] {
  const arrivals = runtime.getOrCreate(createArrivals)
  const getSnapshot = useMemo(
    () => createSnapshot(runtime, arrivals, pages ?? [], order),
    [runtime, arrivals, pages, order],
  )
  return useSyncExternalStore(arrivals.subscribe, getSnapshot, getSnapshot)
}

function createSnapshot(
  { store }: VideosRuntime,
  arrivals: Arrivals,
  pages: readonly VideoListPage[],
  order: 'asc' | 'desc',
): () => readonly string[] {
  let version: number | undefined
  let ids: readonly string[] = []
  return () => {
    if (version === arrivals.version()) return ids
    version = arrivals.version()
    const videoOf = (id: string) => store.getSnapshot(id).video
    ids = keepSameIds(ids, listedIds({ pages, order, arrivals: arrivals.times, videoOf }))
    return ids
  }
}
