import type { Video } from '@dailies/core'

/** One loaded page of a list: the ids in the server's order. Each video is in the store, once. */
export interface VideoListPage {
  ids: readonly string[]
  /** There is a next page. */
  hasMore: boolean
  /** The id of the last video that a search read, if it ended before the page was full. */
  readTo?: string
  /** When the request was sent, in Unix milliseconds. */
  loadedAt: number
}

/** What a list shows: the loaded pages, and the videos that arrived since. */
export interface ListedVideos {
  pages: readonly VideoListPage[]
  order: 'asc' | 'desc'
  /** When each video was first received in this page, in Unix milliseconds. */
  arrivals: ReadonlyMap<string, number>
  /** The video in the store; undefined if it was deleted, does not match, or if only its id is cached. */
  videoOf(id: string): Video | undefined
}

/**
 * The ids of a list, in order: those of the loaded pages, without the deleted ones, and with the videos that arrived after
 * the page that they belong to was requested. A video that sorts after the last loaded page arrives with the next page.
 */
export function listedIds({ pages, order, arrivals, videoOf }: ListedVideos): readonly string[] {
  const known = new Set<string>()
  const items: { id: string; page: VideoListPage }[] = []
  for (const page of pages) {
    for (const id of page.ids) {
      if (known.has(id)) continue
      known.add(id)
      if (videoOf(id)) items.push({ id, page })
    }
  }
  const last = pages.at(-1)
  if (!last) return []

  const isBefore = (video: Video, id: string): boolean => {
    const other = videoOf(id)
    if (!other) return false
    return order === 'desc' ? video.created_at >= other.created_at : video.created_at < other.created_at
  }
  // Only our server ends a search early, and its ids sort by creation.
  const hasRead = ({ readTo }: VideoListPage, id: string): boolean =>
    readTo !== undefined && (order === 'desc' ? id > readTo : id < readTo)
  for (const [id, arrivedAt] of arrivals) {
    const video = known.has(id) ? undefined : videoOf(id)
    if (!video) continue
    const next = items.findIndex((item) => isBefore(video, item.id))
    const page = pages.find((page) => page === items[next]?.page || hasRead(page, id))
    if (!page && last.hasMore) continue
    const { loadedAt } = page ?? last
    // The page was requested later and does not have it, so it was deleted elsewhere.
    if (arrivedAt < loadedAt) continue
    items.splice(next === -1 ? items.length : next, 0, { id, page: page ?? last })
  }
  return items.map(({ id }) => id)
}
