'use client'
import type { VideoError } from '@dailies/core'
import { useEffect, useMemo } from 'react'
import { createSubscribeAll } from './subscribe-all'
import { useCell } from './use-cell'
import { createVideoLibraries, emptyLibrary } from './video-library'
import { useVideosRuntime } from './videos-provider'

/** How the list is ordered and paged. */
export interface UseVideoLibraryOptions {
  /** @default 'desc', newest first */
  order?: 'asc' | 'desc'
  /** Videos per page, 1 to 100. @default 20 */
  pageSize?: number
}

/** The list of one's videos. */
export interface UseVideoLibrary {
  /** Ids only: each card calls `useVideo(id)`, so a change re-renders that card and not the list. */
  ids: readonly string[]
  /** Nothing has been heard of the list yet. */
  isLoading: boolean
  /** The next page is on its way. */
  isLoadingMore: boolean
  /** There is a next page. */
  hasMore: boolean
  /** Asks for the next page; pressed again meanwhile it is the same request. */
  loadMore(): Promise<void>
  /** Why the last page could not be had; what is known stays listed. */
  error: VideoError | undefined
  /** Asks for the newest page at once. */
  refresh(): Promise<void>
}

/** Lists one's videos page by page; new ones appear and deleted ones vanish by themselves. */
export function useVideoLibrary({ order = 'desc', pageSize = 20 }: UseVideoLibraryOptions = {}): UseVideoLibrary {
  const store = useVideosRuntime('useVideoLibrary')
  const library = useMemo(() => store.part(createVideoLibraries)({ order, pageSize }), [store, order, pageSize])
  const state = useCell(library.cell) ?? emptyLibrary
  useEffect(() => library.open(), [library])
  useEffect(() => store.part(createSubscribeAll)(), [store])
  return { ...state, loadMore: library.loadMore, refresh: library.refresh }
}
