import type { Video, VideoFilter } from '@dailies/core'
import { createVideoMatcher } from '@dailies/core/internal'
import type { Arrivals } from './arrivals'
import { createArrivals, createFilteredArrivals } from './arrivals'
import { supportedFilter } from './list-filter'
import type { VideoListPage } from './listed-ids'
import type { VideoListKey } from './video-keys'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

/** Sort order, page size and filter. */
export interface VideoListOptions {
  order: 'asc' | 'desc'
  pageSize: number
  /** In its normal form. */
  filter?: VideoFilter | undefined
}

/** How the pages of one list are loaded. The pages themselves are in SWR's cache. */
export interface VideoList {
  /** The list of the server-rendered page, shown until the first page is loaded. */
  readonly initialPages: readonly VideoListPage[] | undefined
  /** What came into this list since its pages were loaded. */
  readonly arrivals: Arrivals
  /** The video of an id, unless it was deleted or does not match the filter. */
  videoOf(id: string): Video | undefined
  /** Key of the first page. */
  firstKey(viewer: string): VideoListKey
  /** Key of the page after another one; null after the last one. */
  keyAfter(viewer: string, previous: VideoListPage): VideoListKey | null
  /**
   * Requests the first page while the viewer is not known yet, so that a list does not wait for two responses, one after
   * the other. `fetchPage` returns it once the viewer is known.
   */
  prefetch(): void
  /** Loads one page: its videos go to the store, its ids are returned. Concurrent calls share one request. */
  fetchPage(key: VideoListKey): Promise<VideoListPage>
  /**
   * Whether this provider loaded the page, so that the store has its videos. SWR's cache may also hold pages of an
   * earlier visit.
   */
  hasLoaded(page: VideoListPage): boolean
  /** Whether this provider requested the first page within the last 30 seconds, and has followed every change since. */
  isFresh(): boolean
  /** Runs one task at a time: concurrent calls share the running one. */
  runOnce(task: () => Promise<unknown>): Promise<void>
  /** `runOnce` for a task that loads the next page: SWR would load the first one again each time. */
  runWithoutFirstPage(task: () => Promise<unknown>): Promise<void>
}

const maxAgeMs = 30_000

/** A search field makes a list of each text that is typed. A list in use is not affected if it is dropped here. */
const maxLists = 20

/** The lists of a `VideosProvider`, one per order, page size and filter. */
export function createVideoLists(runtime: VideosRuntime): (options: VideoListOptions) => VideoList {
  const lists = new Map<string, VideoList>()
  const loadedPages = new WeakSet<VideoListPage>()
  return (options) => {
    const key = JSON.stringify([options.order, options.pageSize, options.filter])
    const list = lists.get(key) ?? createVideoList(runtime, options, loadedPages)
    lists.delete(key)
    lists.set(key, list)
    const [oldest] = lists.keys()
    if (lists.size > maxLists && oldest !== undefined) lists.delete(oldest)
    return list
  }
}

/** @param loadedPages those of every list: two filters may have the same pages, if the server does not filter */
function createVideoList(
  runtime: VideosRuntime,
  { filter, ...options }: VideoListOptions,
  loadedPages: WeakSet<VideoListPage>,
): VideoList {
  const { client, environment, store, initial } = runtime
  const initialList = options.order === 'desc' && !filter ? initial?.list : undefined
  const matches = filter && createVideoMatcher(filter)
  const arrivals = matches ? createFilteredArrivals(runtime, matches) : runtime.getOrCreate(createArrivals)
  const pendingPages = new Map<string | null, Promise<VideoListPage>>()
  let firstPageAt = -Infinity
  let firstPage: VideoListPage | undefined
  let prefetchedPage: Promise<VideoListPage> | undefined
  let keepsFirstPage = false
  let running: Promise<void> | undefined

  const keyOf = (viewer: string, after: string | null): VideoListKey => {
    const sent = supportedFilter(filter, store.capabilities.getSnapshot().capabilities)
    return videoKeys.list(client.baseURL, viewer, { ...options, filter: sent }, after)
  }
  const firstKey = (viewer: string): VideoListKey => keyOf(viewer, null)

  const requestPage = async ([, , , , order, limit, after, sent]: VideoListKey): Promise<VideoListPage> => {
    const loadedAt = environment.now()
    const { data, has_more, last_id } = await client.list({ order, limit, ...(after !== null && { after }), ...sent })
    for (const video of data) store.apply(video, loadedAt)
    const readTo = sent && last_id !== null && last_id !== data.at(-1)?.id ? last_id : undefined
    const page: VideoListPage = {
      ids: data.map(({ id }) => id),
      hasMore: has_more && (data.length > 0 || readTo !== undefined),
      ...(readTo !== undefined && { readTo }),
      loadedAt,
    }
    loadedPages.add(page)
    if (after === null) firstPage = page
    return page
  }

  const runOnce = (task: () => Promise<unknown>): Promise<void> => {
    const end = (): void => {
      running = undefined
      keepsFirstPage = false
    }
    // An error is in the state of the list.
    running ??= task().then(end, end)
    return running
  }

  return {
    initialPages: initialList && [
      { ids: initialList.data.map(({ id }) => id), hasMore: initialList.has_more, loadedAt: 0 },
    ],
    arrivals,
    videoOf(id) {
      const { video } = store.getSnapshot(id)
      return video && (!matches || matches(video)) ? video : undefined
    },
    firstKey,
    keyAfter(viewer, { ids, hasMore, readTo }) {
      // Not every server accepts the id of a deleted video as a cursor.
      const after = readTo ?? ids.findLast((id) => store.getSnapshot(id).video) ?? ids.at(-1)
      return hasMore && after !== undefined ? keyOf(viewer, after) : null
    },
    prefetch() {
      // Whether the server can filter is not known before its capabilities are.
      if (prefetchedPage || filter) return
      const drop = (): void => {
        prefetchedPage = undefined
      }
      prefetchedPage = requestPage(firstKey(''))
      prefetchedPage.catch(drop)
      // Another account may have signed in before the request is repeated.
      store.capabilities.load(Infinity).catch(() => {
        if (store.capabilities.getSnapshot().viewer === undefined) drop()
      })
    },
    async fetchPage(key) {
      const [, , , , , , after] = key
      if (after === null) {
        if (keepsFirstPage && firstPage) return firstPage
        firstPageAt = environment.now()
        const prefetched = prefetchedPage
        prefetchedPage = undefined
        if (prefetched) return prefetched
      }
      const page = pendingPages.get(after) ?? requestPage(key).finally(() => pendingPages.delete(after))
      pendingPages.set(after, page)
      return page
    },
    hasLoaded: (page) => loadedPages.has(page),
    isFresh: () => environment.now() - firstPageAt <= maxAgeMs && firstPageAt > arrivals.missedAt(),
    runOnce,
    runWithoutFirstPage: (task) =>
      runOnce(() => {
        keepsFirstPage = true
        return task()
      }),
  }
}
