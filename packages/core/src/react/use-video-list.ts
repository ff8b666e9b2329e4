'use client'
import type { VideoError, VideoFilter } from '@dailies/core'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useSWRInfinite } from './swr'
import { normalizeFilter } from './list-filter'
import type { VideoListPage } from './listed-ids'
import { listedIds } from './listed-ids'
import { keepSameIds } from './same-ids'
import { swrOptions } from './swr-options'
import { selectViewer, selectViewerError, useCapabilitiesState } from './use-capabilities-state'
import type { UseVideoLibrary } from './use-video-library'
import type { VideoListKey } from './video-keys'
import type { VideoList, VideoListOptions } from './video-lists'
import { createVideoLists } from './video-lists'
import type { VideosRuntime } from './videos-runtime'

/** The list behind `useVideoLibrary` and `useSuspenseVideoLibrary`. `isLoaded`: the first page is there. */
export function useVideoList(
  runtime: VideosRuntime,
  { order, pageSize, filter: givenFilter }: VideoListOptions,
): UseVideoLibrary & { isLoaded: boolean } {
  const { store } = runtime
  // A component may pass a new object at each render.
  const filterKey = JSON.stringify(normalizeFilter(givenFilter ?? {}) ?? null)
  const list = useMemo(() => {
    const filter = (JSON.parse(filterKey) as VideoFilter | null) ?? undefined
    return runtime.getOrCreate(createVideoLists)({ order, pageSize, filter })
  }, [runtime, order, pageSize, filterKey])
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
  const lastPage = pages?.at(-1)
  const hasMore = lastPage?.hasMore ?? false
  const isLoadingMore = isValidating && pageCount > 0 && size > pageCount
  const error = listError ?? viewerError

  useEffect(() => store.watchAll(), [store])
  useEffect(() => {
    if (viewer === undefined) return list.prefetch()
    if (list.isFresh()) return undefined
    // Live events keep the other pages up to date, except those of an earlier visit.
    const needsRefresh = (page: VideoListPage | undefined, key: unknown): boolean =>
      !page || !list.hasLoaded(page) || (Array.isArray(key) && key[6] === null)
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
    () =>
      list.runWithoutFirstPage(async () => {
        if (!lastPage?.hasMore) return undefined
        const next = viewer === undefined ? null : list.keyAfter(viewer, lastPage)
        // SWR resolves before the page is loaded, and shares its request.
        return Promise.all([next && list.fetchPage(next), setSize(pageCount + 1)])
      }),
    [list, viewer, lastPage, setSize, pageCount],
  )
  const ids = useListedIds(list, pages, order)
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
  list: VideoList,
  pages: readonly VideoListPage[] | undefined,
  order: 'asc' | 'desc',
): readonly string[] {
  const getSnapshot = useMemo(() => createSnapshot(list, pages ?? [], order), [list, pages, order])
  return useSyncExternalStore(list.arrivals.subscribe, getSnapshot, getSnapshot)
}

function createSnapshot(
  { arrivals, videoOf }: VideoList,
  pages: readonly VideoListPage[],
  order: 'asc' | 'desc',
): () => readonly string[] {
  let version: number | undefined
  let ids: readonly string[] = []
  return () => {
    if (version === arrivals.version()) return ids
    version = arrivals.version()
    ids = keepSameIds(ids, listedIds({ pages, order, arrivals: arrivals.times(), videoOf }))
    return ids
  }
}
