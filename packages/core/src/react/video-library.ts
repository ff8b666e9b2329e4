import type { Video, VideoError, VideoList, VideoEvent } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { CacheEntry } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

/** State of a list. It has ids only, because each video is stored once, under its own key. */
export interface LibraryState {
  ids: readonly string[]
  hasMore: boolean
  isLoading: boolean
  isLoadingMore: boolean
  error: VideoError | undefined
}

/** An infinite list: loads page by page, and inserts events into the list while pages load. */
export interface VideoLibrary {
  entry: CacheEntry<LibraryState>
  /** Loads the first page unless it was loaded within the last 30 seconds. */
  loadIfStale(): void
  /** Loads the next page. During a `refresh` it loads nothing and returns that request. */
  loadMore(): Promise<void>
  /** Reloads the listed videos. Returns the pending request if one is running. */
  refresh(): Promise<void>
}

/** Sort order and page size. */
export interface LibraryOptions {
  order: 'asc' | 'desc'
  pageSize: number
}

const maxAgeMs = 30_000
const maxPageSize = 100

export const emptyLibrary: LibraryState = {
  ids: [],
  hasMore: false,
  isLoading: true,
  isLoadingMore: false,
  error: undefined,
}

/** The lists of a `VideosProvider`, one per order and page size. */
export function createVideoLibraries(runtime: VideosRuntime): (options: LibraryOptions) => VideoLibrary {
  const libraries = new Map<string, VideoLibrary>()
  return (options) => {
    const key = videoKeys.library(options.order, options.pageSize)
    const library = libraries.get(key) ?? createVideoLibrary(runtime, options)
    libraries.set(key, library)
    return library
  }
}

/** Lists videos, and updates the list from the events of the client-side store without further requests. */
function createVideoLibrary(
  { client, environment, cache, store, initial }: VideosRuntime,
  { order, pageSize }: LibraryOptions,
): VideoLibrary {
  const key = videoKeys.library(order, pageSize)
  const entry = cache.entry<LibraryState>(key)
  let loading: Promise<void> | undefined
  /** Events that arrived while a page was loading. */
  const pendingEvents: VideoEvent[] = []
  // Re-entrancy guard: `store.apply` notifies this list of each video that `addPage` adds.
  let isAddingPage = false
  let loadedAt = -Infinity

  let initialList = order === 'desc' ? initial?.list : undefined
  if (initialList) {
    cache.setInitial(key, {
      ...emptyLibrary,
      ids: initialList.data.map(({ id }) => id),
      hasMore: initialList.has_more,
      isLoading: false,
    })
  }

  const update = (changes: Partial<LibraryState>): void => entry.set({ ...(entry.get() ?? emptyLibrary), ...changes })

  const comesBefore = (a: Video, b: Video): boolean =>
    order === 'desc' ? a.created_at >= b.created_at : a.created_at < b.created_at

  const insert = (video: Video): void => {
    const { ids, hasMore } = entry.get() ?? emptyLibrary
    if (ids.includes(video.id)) return
    const next = ids.findIndex((id) => {
      const other = store.video(id).get()
      return other !== undefined && comesBefore(video, other)
    })
    // A video that sorts after the last loaded page arrives with the next page.
    if (next === -1 && hasMore) return
    const index = next === -1 ? ids.length : next
    update({ ids: [...ids.slice(0, index), video.id, ...ids.slice(index)] })
  }

  store.subscribeAll((event) => {
    const state = entry.get()
    if (!state) return
    // The server may have read the page that is loading before this event.
    if (loading) pendingEvents.push(event)
    if ('video' in event) {
      if (!state.isLoading && !isAddingPage) insert(event.video)
    } else if (state.ids.includes(event.deleted)) update({ ids: state.ids.filter((id) => id !== event.deleted) })
  })

  const addPage = ({ data, has_more }: VideoList, previousIds: readonly string[]): void => {
    const events = pendingEvents.splice(0)
    const deletedIds = new Set(events.map((event) => ('deleted' in event ? event.deleted : undefined)))
    const added = data.filter(({ id }) => !deletedIds.has(id))
    isAddingPage = true
    for (const video of added) store.apply(video)
    isAddingPage = false
    update({ ids: [...new Set([...previousIds, ...added.map(({ id }) => id)])], hasMore: has_more && data.length > 0 })
    for (const event of events) if ('video' in event && !deletedIds.has(event.video.id)) insert(event.video)
  }

  /**
   * Sends a request and sets the loading flag and the error. Concurrent calls share one request, so a `loadMore` during a
   * `refresh` loads nothing.
   */
  const load = (flag: 'isLoading' | 'isLoadingMore' | undefined, sendRequest: () => Promise<void>): Promise<void> => {
    loading ??= (async () => {
      update({ ...(flag && { [flag]: true }), error: undefined })
      try {
        await sendRequest()
        update({ isLoading: false, isLoadingMore: false })
      } catch (cause) {
        update({ isLoading: false, isLoadingMore: false, error: toVideoError(cause) })
      } finally {
        pendingEvents.length = 0
        loading = undefined
      }
    })()
    return loading
  }

  const refresh = (): Promise<void> =>
    // The list of the server-rendered page stays visible, without a loading state, until the new one has arrived.
    load(initialList ? undefined : 'isLoading', async () => {
      initialList = undefined
      const listedCount = entry.get()?.ids.length ?? 0
      loadedAt = environment.now()
      const limit = Math.min(maxPageSize, Math.max(pageSize, listedCount))
      addPage(await client.list({ order, limit }), [])
    })

  return {
    entry,
    loadIfStale() {
      if (environment.now() - loadedAt > maxAgeMs) void refresh()
    },
    refresh,
    loadMore: () =>
      load('isLoadingMore', async () => {
        const { ids, hasMore } = entry.get() ?? emptyLibrary
        const after = ids.at(-1)
        if (!hasMore || after === undefined) return
        addPage(await client.list({ order, limit: pageSize, after }), entry.get()?.ids ?? ids)
      }),
  }
}
