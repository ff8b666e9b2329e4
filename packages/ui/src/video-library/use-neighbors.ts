import { useEffect } from 'react'
import { useLibrary } from './video-library-context'

/** The videos beside the open one, in the order of the library. */
export interface Neighbors {
  /** At most 12 to each side of the open video, and that itself. */
  ids: readonly string[]
  /** The place of the first of them in the library. */
  start: number
  /** The place of the open video in the library; -1 if the library does not list it. */
  index: number
  /** How many the library lists. */
  count: number
  previous: string | undefined
  next: string | undefined
  /** Opens the video before or after the open one, or the first or last that the library lists. */
  open(which: 'previous' | 'next' | 'first' | 'last'): void
}

// As many as a wide screen shows to one side of the video in the middle.
const maxBeside = 12
const loadBefore = 4

/** The neighbors of a video. Near the end of the list it loads more. */
export function useNeighbors(id: string | undefined): Neighbors {
  const { ids, library, openVideo } = useLibrary()
  const index = id === undefined ? -1 : ids.indexOf(id)
  const { hasMore, isLoadingMore, error, loadMore } = library
  const isNearEnd = index >= 0 && index >= ids.length - loadBefore
  const needsMore = isNearEnd && hasMore && !isLoadingMore && !error
  useEffect(() => {
    if (needsMore) void loadMore()
  }, [needsMore, loadMore])
  const start = Math.max(0, index - maxBeside)
  const previous = index > 0 ? ids[index - 1] : undefined
  const next = index >= 0 ? ids[index + 1] : undefined
  return {
    ids: index < 0 ? [] : ids.slice(start, index + maxBeside + 1),
    start,
    index,
    count: ids.length,
    previous,
    next,
    open(which) {
      const target = { previous, next, first: ids[0], last: ids.at(-1) }[which]
      if (index >= 0 && target !== undefined && target !== id) openVideo(target)
    },
  }
}
