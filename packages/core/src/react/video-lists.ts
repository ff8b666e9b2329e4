import type { VideoListPage } from './listed-ids'
import type { VideoListKey } from './video-keys'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

/** Sort order and page size. */
export interface VideoListOptions {
  order: 'asc' | 'desc'
  pageSize: number
}

/** How the pages of one list are loaded. The pages themselves are in SWR's cache. */
export interface VideoList {
  /** The list of the server-rendered page, shown until the first page is loaded. */
  readonly initialPages: readonly VideoListPage[] | undefined
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
  /** Whether this provider requested the first page within the last 30 seconds. */
  isFresh(): boolean
  /** Runs one task at a time: concurrent calls share the running one. */
  runOnce(task: () => Promise<unknown>): Promise<void>
  /** `runOnce` for a task that loads the next page: SWR would load the first one again each time. */
  runWithoutFirstPage(task: () => Promise<unknown>): Promise<void>
}

const maxAgeMs = 30_000

/** The lists of a `VideosProvider`, one per order and page size. */
export function createVideoLists(runtime: VideosRuntime): (options: VideoListOptions) => VideoList {
  const lists = new Map<string, VideoList>()
  return (options) => {
    const key = `${options.order} ${options.pageSize}`
    const list = lists.get(key) ?? createVideoList(runtime, options)
    lists.set(key, list)
    return list
  }
}

function createVideoList({ client, environment, store, initial }: VideosRuntime, options: VideoListOptions): VideoList {
  const initialList = options.order === 'desc' ? initial?.list : undefined
  const loadedPages = new WeakSet<VideoListPage>()
  const pendingPages = new Map<string | null, Promise<VideoListPage>>()
  let firstPageAt = -Infinity
  let firstPage: VideoListPage | undefined
  let prefetchedPage: Promise<VideoListPage> | undefined
  let keepsFirstPage = false
  let running: Promise<void> | undefined

  const firstKey = (viewer: string): VideoListKey => videoKeys.list(client.baseURL, viewer, options, null)

  const requestPage = async ([, , , , order, limit, after]: VideoListKey): Promise<VideoListPage> => {
    const loadedAt = environment.now()
    const { data, has_more } = await client.list({ order, limit, ...(after !== null && { after }) })
    for (const video of data) store.apply(video, loadedAt)
    const page = { ids: data.map(({ id }) => id), hasMore: has_more && data.length > 0, loadedAt }
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
    firstKey,
    keyAfter(viewer, { ids, hasMore }) {
      // Not every server accepts the id of a deleted video as a cursor.
      const after = ids.findLast((id) => store.getSnapshot(id).video) ?? ids.at(-1)
      return hasMore && after !== undefined ? videoKeys.list(client.baseURL, viewer, options, after) : null
    },
    prefetch() {
      if (prefetchedPage) return
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
    isFresh: () => environment.now() - firstPageAt <= maxAgeMs,
    runOnce,
    runWithoutFirstPage: (task) =>
      runOnce(() => {
        keepsFirstPage = true
        return task()
      }),
  }
}
