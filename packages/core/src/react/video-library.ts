import type { Video, VideoError, VideoList, VideoEvent } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { Cell } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

/** What of the list is known: ids only, since each video lives once, under its own key. */
export interface LibraryState {
  ids: readonly string[]
  hasMore: boolean
  isLoading: boolean
  isLoadingMore: boolean
  error: VideoError | undefined
}

/** A list that grows by pages and stays live between them. */
export interface VideoLibrary {
  cell: Cell<LibraryState>
  /** Loads the first page unless that was done a moment ago. */
  open(): void
  loadMore(): Promise<void>
  /** Asks again for what is shown. */
  refresh(): Promise<void>
}

/** The order and the size of the pages. */
export interface LibraryOptions {
  order: 'asc' | 'desc'
  pageSize: number
}

const freshFor = 30_000
const largestPage = 100

export const emptyLibrary: LibraryState = {
  ids: [],
  hasMore: false,
  isLoading: true,
  isLoadingMore: false,
  error: undefined,
}

/** The lists of a provider, one per order and page size. */
export function createVideoLibraries(store: VideosRuntime): (options: LibraryOptions) => VideoLibrary {
  const libraries = new Map<string, VideoLibrary>()
  return (options) => {
    const key = videoKeys.library(options.order, options.pageSize)
    const library = libraries.get(key) ?? createVideoLibrary(store, options)
    libraries.set(key, library)
    return library
  }
}

/** Lists videos and keeps the list right as videos are heard of and deleted, with no request of its own. */
function createVideoLibrary(
  { client, environment, cache, store: shelf, initial }: VideosRuntime,
  { order, pageSize }: LibraryOptions,
): VideoLibrary {
  const key = videoKeys.library(order, pageSize)
  const cell = cache.cell<LibraryState>(key)
  let loading: Promise<void> | undefined
  const meanwhile: VideoEvent[] = []
  let isTaking = false
  let loadedAt = -Infinity

  let told = order === 'desc' ? initial?.list : undefined
  if (told) {
    cache.setInitial(key, {
      ...emptyLibrary,
      ids: told.data.map(({ id }) => id),
      hasMore: told.has_more,
      isLoading: false,
    })
  }

  const update = (changes: Partial<LibraryState>): void => cell.set({ ...(cell.get() ?? emptyLibrary), ...changes })

  const comesBefore = (one: Video, other: Video): boolean =>
    order === 'desc' ? one.created_at >= other.created_at : one.created_at < other.created_at

  const place = (video: Video): void => {
    const { ids, hasMore } = cell.get() ?? emptyLibrary
    if (ids.includes(video.id)) return
    const next = ids.findIndex((id) => {
      const other = shelf.video(id).get()
      return other !== undefined && comesBefore(video, other)
    })
    // What belongs behind the last page shown comes with the next page.
    if (next === -1 && hasMore) return
    const index = next === -1 ? ids.length : next
    update({ ids: [...ids.slice(0, index), video.id, ...ids.slice(index)] })
  }

  shelf.subscribeAll((news) => {
    const state = cell.get()
    if (!state) return
    // A page under way may have been read before this happened.
    if (loading) meanwhile.push(news)
    if ('video' in news) {
      if (!state.isLoading && !isTaking) place(news.video)
    } else if (state.ids.includes(news.deleted)) update({ ids: state.ids.filter((id) => id !== news.deleted) })
  })

  const take = ({ data, has_more }: VideoList, before: readonly string[]): void => {
    const happened = meanwhile.splice(0)
    const gone = new Set(happened.map((news) => ('deleted' in news ? news.deleted : undefined)))
    const shown = data.filter(({ id }) => !gone.has(id))
    isTaking = true
    for (const video of shown) shelf.apply(video)
    isTaking = false
    update({ ids: [...new Set([...before, ...shown.map(({ id }) => id)])], hasMore: has_more && data.length > 0 })
    for (const news of happened) if ('video' in news && !gone.has(news.video.id)) place(news.video)
  }

  const once = (busy: 'isLoading' | 'isLoadingMore' | undefined, work: () => Promise<void>): Promise<void> => {
    loading ??= (async () => {
      update({ ...(busy && { [busy]: true }), error: undefined })
      try {
        await work()
        update({ isLoading: false, isLoadingMore: false })
      } catch (cause) {
        update({ isLoading: false, isLoadingMore: false, error: toVideoError(cause) })
      } finally {
        meanwhile.length = 0
        loading = undefined
      }
    })()
    return loading
  }

  const refresh = (): Promise<void> =>
    // What the server rendered stays in sight as it is until it turns out to be old.
    once(told ? undefined : 'isLoading', async () => {
      told = undefined
      const shown = cell.get()?.ids.length ?? 0
      loadedAt = environment.now()
      const limit = Math.min(largestPage, Math.max(pageSize, shown))
      take(await client.list({ order, limit }), [])
    })

  return {
    cell,
    open() {
      if (environment.now() - loadedAt > freshFor) void refresh()
    },
    refresh,
    loadMore: () =>
      once('isLoadingMore', async () => {
        const { ids, hasMore } = cell.get() ?? emptyLibrary
        const after = ids.at(-1)
        if (!hasMore || after === undefined) return
        take(await client.list({ order, limit: pageSize, after }), cell.get()?.ids ?? ids)
      }),
  }
}
