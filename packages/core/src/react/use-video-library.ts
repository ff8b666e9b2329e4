'use client'
import type { VideoError, VideoFilter } from '@dailies/core'
import { useVideoList } from './use-video-list'
import { useVideosRuntime } from './videos-provider'

/** Options of `useVideoLibrary`: sort order, page size and filter. */
export interface UseVideoLibraryOptions {
  /** Sort order by creation time. @default 'desc', newest first */
  order?: 'asc' | 'desc'
  /** Videos per page, 1 to 100. @default 20 */
  pageSize?: number
  /**
   * Which videos it has. The server filters, where `capabilities.search` and `capabilities.metadata` say that it can; otherwise
   * the loaded videos are filtered here, and `loadMore` loads more of them. A video whose change makes it match, or no longer,
   * comes or goes. A page of a search may have fewer videos than `pageSize`, or none, and `hasMore`.
   * @default every video
   */
  filter?: VideoFilter | undefined
}

/** Result of `useVideoLibrary`: the listed ids and the pagination state. */
export interface UseVideoLibrary {
  /** Ids only: each card calls `useVideo(id)`, so a change re-renders that card and not the list. */
  ids: readonly string[]
  /** The first page is loading or being refreshed. */
  isLoading: boolean
  /** The next page is loading. */
  isLoadingMore: boolean
  /** There is a next page. */
  hasMore: boolean
  /** Loads the next page, and resolves when it is loaded. Concurrent calls share one request; during a `refresh` it loads nothing. */
  loadMore(): Promise<void>
  /** Error of the last request; the loaded videos stay listed. */
  error: VideoError | undefined
  /** Reloads the newest page immediately. */
  refresh(): Promise<void>
}

/**
 * Lists the viewer's videos with pagination (infinite loading) and live updates: new videos appear and deleted videos
 * disappear.
 *
 * SWR key of a page: `['dailies', baseURL, viewer, 'list', order, pageSize, after]`, with the filter that the server applies
 * at its end, if there is one. A page holds ids only.
 */
export function useVideoLibrary({
  order = 'desc',
  pageSize = 20,
  filter,
}: UseVideoLibraryOptions = {}): UseVideoLibrary {
  return useVideoList(useVideosRuntime('useVideoLibrary'), { order, pageSize, filter })
}
